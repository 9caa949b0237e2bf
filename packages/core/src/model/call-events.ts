import type { End } from './end.ts';
import type { DomainEventName } from './events.ts';
import type { Id, Millis, Target } from './primitives.ts';
import type {
  AgentLeg,
  Annotation,
  CallSnapshot,
  Consult,
  MissedOffer,
  Party,
  Recording,
  SessionBase,
  SessionContext,
  WrapUp,
} from './session.ts';
import type { CallVerb } from './verbs.ts';

interface ArgsOfSome {
  /** `video: false` answers a video call with the camera off. */
  answer: { video?: boolean };
  sendDigits: { digits: string };
  transfer: { to: Target };
  consult: { to: Target };
  conference: { to: Target };
  removeParticipant: { participant: Id };
}

/** What each verb carries. A verb without arguments takes any object, so that a request's params can be handed on. */
export type CallArgs = { [V in CallVerb]: V extends keyof ArgsOfSome ? ArgsOfSome[V] : object };

/** A verb with its arguments, already judged legal; `page` is the page it came from. */
export type CallCommand = {
  [V in CallVerb]: { type: 'command'; verb: V; args: CallArgs[V]; page?: Id };
}[CallVerb];

/** What can happen to a call. Commands come from the agent; everything else is a fact from the switch or the PBX. */
export type CallEvent =
  | CallCommand
  /** An order could not be done: the axis goes back to where it was before the command. */
  | { type: 'failed'; verb: CallVerb; end: End }
  | { type: 'peerRinging' | 'peerAnswered' }
  | { type: 'held' | 'resumed' }
  | { type: 'muted' | 'unmuted' | 'videoMuted' | 'videoUnmuted' }
  /** The alarm at `nextDeadline` went off. */
  | { type: 'deadline' }
  | { type: 'leg'; leg: AgentLeg }
  | { type: 'consult'; consult: Consult }
  | { type: 'others'; others: Party[] }
  | { type: 'recording'; recording: Recording }
  /** The other side became somebody else, or more is known of them; `role` when a consulted agent takes over. */
  | { type: 'peer'; peer: Party; role?: SessionBase['role'] }
  | { type: 'context'; context: Partial<SessionContext> }
  | { type: 'annotated'; annotation: Annotation }
  | { type: 'supervises'; supervises: NonNullable<CallSnapshot['supervises']> }
  /** The wrap-up of an ended call got another deadline. */
  | { type: 'wrapUp'; wrapUp: WrapUp | null }
  | { type: 'ended'; end: End; wrapUp?: WrapUp | null; missed?: MissedOffer };

/** An event with the instant it happened at. */
export type StampedCallEvent = CallEvent & { at: Millis };

/** A verb for whoever can do it: the server's engine (as switch orders) or the `sip` backend (as SIP). */
export type CallOrder = { [V in CallVerb]: { type: 'order'; verb: V; args: CallArgs[V]; page?: Id } }[CallVerb];

/**
 * What to do after a step, in order. `dropLeg`: this call needs the agent's leg no longer. `announce`: publish the
 * snapshot with this domain event as its cause; `sessionRemoved` means the session leaves the agent's list.
 */
export type CallEffect = CallOrder | { type: 'dropLeg' } | { type: 'announce'; event: DomainEventName };

/**
 * A command event, with the arguments checked against the verb.
 *
 * @example
 * const [next, effects] = reduceCall(call, { ...callCommand('sendDigits', { digits: '1' }), at: clock.now() });
 */
export function callCommand<V extends CallVerb>(verb: V, args: CallArgs[V], page?: Id): CallCommand {
  // The compiler cannot follow a verb and its arguments through a union; the signature has checked the pair.
  return { type: 'command', verb, args, ...(page === undefined ? {} : { page }) } as CallCommand;
}

type Live = Exclude<Consult, { state: 'none' }>;

/** What the tables look an event up by: its type and the part of its content that chooses the row. */
export type CallEventKey =
  | `command:${CallVerb}`
  | `failed:${CallVerb}`
  | `leg:${AgentLeg['state']}`
  | 'consult:none'
  | 'consult:failed'
  | `consult:${Live['state']}:${Live['mode']}`
  | `recording:${Recording}`
  | 'others:none'
  | 'others:some'
  | Exclude<CallEvent['type'], 'command' | 'failed' | 'leg' | 'consult' | 'recording' | 'others'>;

/** The key of an event in the tables. */
export function callEventKey(event: CallEvent): CallEventKey {
  switch (event.type) {
    case 'command':
      return `command:${event.verb}`;
    case 'failed':
      return `failed:${event.verb}`;
    case 'leg':
      return `leg:${event.leg.state}`;
    case 'consult':
      if (event.consult.state !== 'none') return `consult:${event.consult.state}:${event.consult.mode}`;
      return event.consult.failed ? 'consult:failed' : 'consult:none';
    case 'recording':
      return `recording:${event.recording}`;
    case 'others':
      return event.others.length > 0 ? 'others:some' : 'others:none';
    default:
      return event.type;
  }
}
