import { type AxisTable, defineAxis } from './call-axis.ts';
import { legAt } from './call-constructors.ts';
import type { StampedCallEvent } from './call-events.ts';
import type { End } from './end.ts';
import { nextDeadline } from './next-deadline.ts';
import type {
  ActiveCall,
  AgentLeg,
  CallPhase,
  CallSnapshot,
  ConnectingCall,
  EndedCall,
  OfferedCall,
} from './session.ts';

const due = {
  name: 'due',
  test: (call: CallSnapshot, event: StampedCallEvent) => (nextDeadline(call) ?? Infinity) <= event.at,
};
const because = (reason: End['reason']) => ({
  name: reason,
  test: (_: CallSnapshot, event: StampedCallEvent) => event.type === 'ended' && event.end.reason === reason,
});
/** A lost leg gives the customer back to the queue they came from. */
const dueInQueue = {
  name: 'due, from a queue',
  test: (call: CallSnapshot, event: StampedCallEvent) => due.test(call, event) && call.context.skillGroup !== undefined,
};

/** How any phase with a leg ends; a transfer or re-queue is named before the end itself. */
const endings = [
  {
    to: 'ended',
    when: because('transferred'),
    dropsLeg: true,
    announce: ['sessionTransferred', 'sessionEnded'],
  },
  { to: 'ended', when: because('requeued'), dropsLeg: true, announce: ['sessionRequeued', 'sessionEnded'] },
  { to: 'ended', dropsLeg: true, announce: ['sessionEnded'] },
] as const;

const legGivenUp = [
  { to: 'ended', when: dueInQueue, dropsLeg: true, announce: ['sessionRequeued', 'sessionEnded'] },
  { to: 'ended', when: due, dropsLeg: true, announce: ['sessionEnded'] },
] as const;

/** The course of a call. */
export const PHASE_TABLE: AxisTable<CallSnapshot, CallPhase> = {
  offered: {
    'command:answer': { to: 'connecting', orders: true, announce: ['sessionAccepted'] },
    // A desk or mobile phone accepts by picking up: its leg flows before any command.
    'leg:flowing': { to: 'active', announce: ['sessionAccepted', 'sessionActive'] },
    deadline: { to: 'ended', when: due, announce: ['sessionEnded'] },
    ended: [
      { to: 'ended', when: because('requeued'), announce: ['sessionRequeued', 'sessionEnded'] },
      { to: 'ended', announce: ['sessionEnded'] },
    ],
  },
  connecting: {
    'leg:flowing': { to: 'active', announce: ['sessionActive'] },
    'failed:answer': { to: 'offered', dropsLeg: true, announce: ['sessionChanged'] },
    deadline: legGivenUp,
    ended: endings,
  },
  dialing: {
    peerRinging: { to: 'alerting', announce: ['sessionAlerting'] },
    peerAnswered: { to: 'active', announce: ['sessionActive'] },
    deadline: legGivenUp,
    ended: endings,
  },
  alerting: {
    peerAnswered: { to: 'active', announce: ['sessionActive'] },
    deadline: legGivenUp,
    ended: endings,
  },
  active: { deadline: legGivenUp, ended: endings },
  ended: {
    'command:complete': { to: 'ended', announce: ['sessionRemoved'] },
    deadline: { to: 'ended', when: due, announce: ['sessionRemoved'] },
    wrapUp: { to: 'ended', announce: ['sessionChanged'] },
  },
};

/** The axis of {@link PHASE_TABLE}. */
export const phaseAxis = defineAxis<CallSnapshot, CallPhase>({
  name: 'phase',
  table: PHASE_TABLE,
  has: (_call): _call is CallSnapshot => true,
  read: (call) => call.phase,
  write(call, to, event) {
    if (to === 'connecting' && call.phase === 'offered') return connecting(call, event);
    if (to === 'offered' && call.phase === 'connecting') return offeredAgain(call);
    if (to === 'alerting' && call.phase === 'dialing') return { ...call, phase: 'alerting' };
    if (to === 'active' && call.phase !== 'active' && call.phase !== 'ended') return active(call, event);
    if (to === 'ended') return call.phase === 'ended' ? wrapUpOf(call, event) : ended(call, event);
    return call;
  },
});

function connecting(call: OfferedCall, event: StampedCallEvent): ConnectingCall {
  const { deadline, phase: _, ...rest } = call;
  const answer = event.type === 'command' && event.verb === 'answer' ? event : undefined;
  const video = answer?.args.video;
  return {
    ...rest,
    phase: 'connecting',
    leg: legAt(answer?.page),
    offeredUntil: deadline,
    ...(video === undefined ? {} : { video }),
  };
}

function offeredAgain(call: ConnectingCall): OfferedCall {
  const { leg: _leg, offeredUntil, video: _video, ...rest } = call;
  return { ...rest, phase: 'offered', deadline: offeredUntil ?? null };
}

type Beginning = Exclude<CallSnapshot, ActiveCall | EndedCall>;

function active(call: Beginning, event: StampedCallEvent): ActiveCall {
  const { id, engagementId, kind, role, direction, peer, context, createdAt, annotation, supervises } = call;
  const reported: AgentLeg = event.type === 'leg' ? event.leg : { state: 'none', at: null };
  const leg = event.type !== 'leg' && 'leg' in call ? call.leg : reported;
  const cameraOff = call.phase === 'connecting' && call.kind === 'video' && call.video === false ? 'on' : 'off';
  return {
    ...{ id, engagementId, kind, role, direction, context, createdAt },
    ...(annotation ? { annotation } : {}),
    ...(supervises ? { supervises } : {}),
    peer: peer.state === 'ringing' ? { ...peer, state: 'joined' } : peer,
    phase: 'active',
    answeredAt: event.at,
    leg,
    mute: 'mute' in call ? call.mute : 'off',
    cameraOff: 'cameraOff' in call ? call.cameraOff : cameraOff,
    hold: 'none',
    consult: { state: 'none' },
    recording: 'off',
    others: [],
  };
}

function ended(call: Exclude<CallSnapshot, EndedCall>, event: StampedCallEvent): EndedCall {
  const { id, engagementId, kind, role, direction, peer, context, createdAt, annotation, supervises } = call;
  return {
    ...{ id, engagementId, kind, role, direction, peer, context, createdAt },
    ...(annotation ? { annotation } : {}),
    ...(supervises ? { supervises } : {}),
    phase: 'ended',
    endedAt: event.at,
    end: event.type === 'ended' ? event.end : { reason: reasonOfDeadline(call), by: 'timer' },
    ...(call.phase === 'active' ? { answeredAt: call.answeredAt } : {}),
    wrapUp: event.type === 'ended' ? (event.wrapUp ?? null) : null,
    ...(event.type === 'ended' && event.missed ? { missed: event.missed } : {}),
  };
}

function reasonOfDeadline(call: CallSnapshot): End['reason'] {
  if (call.phase === 'offered') return 'noAnswer';
  return call.context.skillGroup ? 'requeued' : 'networkLost';
}

function wrapUpOf(call: EndedCall, event: StampedCallEvent): EndedCall {
  const wrapUp = event.type === 'wrapUp' ? event.wrapUp : null;
  return wrapUp === call.wrapUp ? call : { ...call, wrapUp };
}
