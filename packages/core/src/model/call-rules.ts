import { type BlockReason, type CallQuestion, needsDisposition, occupies } from './actions.ts';
import type { ActiveCall, CallSnapshot, OutgoingCall, Toggle } from './session.ts';
import type { CallVerb } from './verbs.ts';

/** What forbids a verb in the state the call is in; null for nothing. Connection, capability and rights come before. */
export type CallRule = (question: CallQuestion) => BlockReason | null;

const notNow = (call: CallSnapshot): BlockReason =>
  call.phase === 'ended' && call.wrapUp !== null ? 'wrappingUp' : 'wrongPhase';

const whileActive =
  (rule: (call: ActiveCall, question: CallQuestion) => BlockReason | null): CallRule =>
  (question) =>
    question.call.phase === 'active' ? rule(question.call, question) : notNow(question.call);

const whileTalking =
  (rule: (call: ActiveCall | OutgoingCall, question: CallQuestion) => BlockReason | null): CallRule =>
  (question) => {
    const { call } = question;
    if (call.phase !== 'active' && call.phase !== 'dialing' && call.phase !== 'alerting') return notNow(call);
    return rule(call, question);
  };

const whileUnderWay: CallRule = ({ call }) =>
  call.phase === 'offered' || call.phase === 'ended' ? notNow(call) : null;
const whileOffered: CallRule = ({ call }) => (call.phase === 'offered' ? null : notNow(call));

/** Another call in conversation has to be held or ended first, or its customer would be left hanging. */
const othersWait = ({ call, sessions }: CallQuestion): BlockReason | null =>
  sessions.some((other) => other.engagementId !== call.engagementId && occupies(other)) ? 'agentBusy' : null;

const atPhone = (call: CallSnapshot): boolean => 'leg' in call && call.leg.at !== null && 'phone' in call.leg.at;

/** A phone has its own mute button; only what a page sends is silenced from here. */
const silence = (toggle: Toggle, call: CallSnapshot): BlockReason | null => {
  if (atPhone(call)) return 'needsPage';
  if (toggle === 'on') return 'muted';
  return toggle === 'turningOn' ? 'pending' : null;
};

/** Nobody opens a microphone or a camera that is in another tab. */
const unsilence = (toggle: Toggle, { call, page }: CallQuestion): BlockReason | null => {
  if (atPhone(call)) return 'needsPage';
  if (toggle === 'off') return 'notMuted';
  if (toggle !== 'on') return 'pending';
  if (!page || !('leg' in call) || call.leg.at === null || !('page' in call.leg.at)) return null;
  return call.leg.at.page === page.pageId ? null : 'mediaElsewhere';
};

const holdMoves = (call: ActiveCall): boolean => call.hold === 'holding' || call.hold === 'resuming';

/** Whether a second party may be brought in now. */
const bringIn = (call: ActiveCall, question: CallQuestion): BlockReason | null => {
  if (call.consult.state !== 'none') return call.consult.state === 'completing' ? 'pending' : 'consulting';
  // Who was only asked for advice has not got the customer to give away.
  if (call.role === 'consulted') return 'consulting';
  // The agent talks to who is brought in, so nobody else may be in conversation with them.
  return holdMoves(call) ? 'pending' : othersWait(question);
};

/** Whether somebody was brought in; a supervisor who joined is nobody's to send away or to leave the customer with. */
const hasThird = ({ others }: ActiveCall): boolean => others.some(({ role }) => role !== 'supervisor');

/** As {@link bringIn}, for what there is no way of in a three-way call. */
const bringInToTwo = (call: ActiveCall, question: CallQuestion): BlockReason | null =>
  bringIn(call, question) ?? (hasThird(call) ? 'wrongPhase' : null);

/** Whether this agent leads a three-way call with nobody else on the way: who was asked for advice does not. */
const leadsThree = (call: ActiveCall): boolean =>
  call.role !== 'consulted' && call.consult.state === 'none' && hasThird(call);

/**
 * A phone answers by being picked up. One that is up already, for a call on hold, has nothing left to pick up.
 */
const ringsAtPhone = ({ agent, call, sessions }: CallQuestion): boolean =>
  agent.phone.mode !== 'page' &&
  !sessions.some(
    (other) =>
      other.kind !== 'im' &&
      other.engagementId !== call.engagementId &&
      'leg' in other &&
      atPhone(other) &&
      other.leg.state === 'flowing',
  );

const swappable = (call: ActiveCall, { sessions }: CallQuestion): BlockReason | null => {
  if (holdMoves(call)) return 'pending';
  if (call.consult.state === 'active' && call.consult.mode === 'consult') return null;
  if (call.consult.state !== 'none') return call.consult.state === 'completing' ? 'pending' : 'noConsult';
  const second = sessions.some(
    (other) =>
      other.engagementId !== call.engagementId &&
      other.kind !== 'im' &&
      other.phase === 'active' &&
      other.consult.state === 'none' &&
      (other.hold === 'held') !== (call.hold === 'held'),
  );
  return second ? null : 'noConsult';
};

/** One rule for each verb. */
export const CALL_RULES: Readonly<Record<CallVerb, CallRule>> = {
  answer: (question) => {
    const reason = whileOffered(question);
    if (reason) return reason;
    if (question.agent.status === 'offline') return 'agentOffline';
    return ringsAtPhone(question) ? 'answerOnPhone' : othersWait(question);
  },
  reject: whileOffered,
  hangup: whileUnderWay,
  complete: ({ call }) => {
    if (call.phase !== 'ended') return 'wrongPhase';
    return needsDisposition(call) ? 'needsDisposition' : null;
  },
  hold: whileActive((call) => {
    if (holdMoves(call)) return 'pending';
    if (call.hold === 'held') return 'held';
    return call.consult.state === 'none' ? null : 'consulting';
  }),
  resume: whileActive((call, question) => {
    if (holdMoves(call)) return 'pending';
    if (call.hold === 'none') return 'notHeld';
    return call.consult.state === 'none' ? othersWait(question) : 'consulting';
  }),
  mute: whileTalking((call) => silence(call.mute, call)),
  unmute: whileTalking((call, question) => unsilence(call.mute, question)),
  muteVideo: whileTalking((call) => silence(call.cameraOff, call)),
  unmuteVideo: whileTalking((call, question) => unsilence(call.cameraOff, question)),
  sendDigits: whileTalking((call) => {
    if (call.phase !== 'active' || call.consult.state === 'active') return null;
    return call.hold === 'none' ? null : 'held';
  }),
  takeMedia: (question) => {
    const { call, page } = question;
    const reason = whileUnderWay(question);
    if (reason || !page || !('leg' in call)) return reason;
    const here = call.leg.at !== null && 'page' in call.leg.at && call.leg.at.page === page.pageId;
    if (here && call.leg.state === 'flowing') return 'mediaHere';
    if (here && call.leg.state === 'connecting') return 'pending';
    return page.microphone === 'denied' || page.microphone === 'missing' ? 'noMedia' : null;
  },
  transfer: whileActive(bringInToTwo),
  consult: whileActive(bringInToTwo),
  conference: whileActive(bringIn),
  completeTransfer: whileActive((call) => {
    const { consult } = call;
    if (leadsThree(call)) return null;
    if (consult.state === 'completing') return 'pending';
    return consult.state !== 'none' && consult.mode === 'consult' ? null : 'noConsult';
  }),
  merge: whileActive(({ consult }) => {
    if (consult.state === 'completing') return 'pending';
    return consult.state === 'active' && consult.mode === 'consult' ? null : 'noConsult';
  }),
  cancelConsult: whileActive(({ consult }) => {
    if (consult.state === 'none' || consult.mode === 'transfer') return 'noConsult';
    return consult.state === 'completing' ? 'pending' : null;
  }),
  swap: whileActive(swappable),
  removeParticipant: whileActive((call) => (hasThird(call) ? null : 'noConference')),
  leave: whileActive((call) => (hasThird(call) ? null : 'noConference')),
  takeBack: whileActive((call) =>
    leadsThree(call) || (call.consult.state !== 'none' && call.consult.mode === 'transfer') ? null : 'noConsult',
  ),
  startRecording: whileActive(({ recording, context }) => {
    if (context.recording === 'off') return 'recordingOff';
    return recording === 'off' ? null : 'recording';
  }),
  pauseRecording: whileActive(({ recording }) => (recording === 'on' ? null : 'notRecording')),
  resumeRecording: whileActive(({ recording }) => (recording === 'paused' ? null : 'notRecording')),
};
