import { type BlockReason, type CallQuestion, isPending, type Verdict, verdictOf } from './actions.ts';
import { CALL_RULES } from './call-rules.ts';
import type { CallSnapshot } from './session.ts';
import { CALL_VERBS, type CallVerb } from './verbs.ts';

/** Verbs of which only one at a time may be on its way for a call. */
const GROUPS: readonly (readonly CallVerb[])[] = [
  ['answer', 'reject'],
  ['hold', 'resume', 'swap'],
  ['transfer', 'consult', 'conference', 'completeTransfer', 'merge', 'cancelConsult', 'takeBack'],
  ['startRecording', 'pauseRecording', 'resumeRecording'],
  ['removeParticipant', 'leave'],
  ['unmute', 'mute'],
  ['unmuteVideo', 'muteVideo'],
];
/** Silencing waits for nothing but itself; digits are typed faster than they are confirmed. */
const ALONE: ReadonlySet<CallVerb> = new Set(['mute', 'muteVideo']);
const NEVER_PENDING: ReadonlySet<CallVerb> = new Set(['sendDigits']);

const METHODS = Object.fromEntries(
  CALL_VERBS.map((verb) => {
    const group = ALONE.has(verb) ? undefined : GROUPS.find((verbs) => verbs.includes(verb));
    return [verb, NEVER_PENDING.has(verb) ? [] : (group ?? [verb]).map((name) => `call.${name}`)];
  }),
) as Record<CallVerb, string[]>;

/** What works without the control connection, as long as the media is in this page. */
const SAFETY: ReadonlySet<CallVerb> = new Set(['hangup', 'mute', 'muteVideo']);
const VIDEO: ReadonlySet<CallVerb> = new Set(['muteVideo', 'unmuteVideo']);
const RECORDING: ReadonlySet<CallVerb> = new Set(['startRecording', 'pauseRecording', 'resumeRecording']);
/** What a supervisor may do with a call they listen to; the rest belongs to its handler. */
const SUPERVISOR: ReadonlySet<CallVerb> = new Set([
  'answer',
  'reject',
  'hangup',
  'complete',
  'mute',
  'unmute',
  'takeMedia',
]);

/**
 * Which verbs are legal for a call now, and why the others are not: the one answer for buttons, hooks, facades and the
 * server. A page gives its `page` facts; the server leaves them out.
 *
 * @example
 * const { hold } = callActions({ call, sessions, agent, capabilities, page });
 * button.disabled = !hold.allowed;
 */
export function callActions(question: CallQuestion): Record<CallVerb, Verdict> {
  return Object.fromEntries(CALL_VERBS.map((verb) => [verb, callAction(question, verb)])) as Record<CallVerb, Verdict>;
}

/** The verdict on one verb; see {@link callActions}. */
export function callAction(question: CallQuestion, verb: CallVerb): Verdict {
  return verdictOf(blocker(question, verb));
}

function blocker(question: CallQuestion, verb: CallVerb): BlockReason | null {
  const { call, agent, capabilities, page } = question;
  if (!capabilities.calls.includes(verb)) return 'notSupported';
  if (VIDEO.has(verb) && call.kind !== 'video') return 'notSupported';
  if (call.role === 'supervisor' && !SUPERVISOR.has(verb)) return 'notSupported';
  // Colleagues who call each other are not recorded.
  if (RECORDING.has(verb) && call.kind === 'internal') return 'notSupported';
  if (RECORDING.has(verb) && !agent.rights.includes('record')) return 'noRight';
  if (page && page.connection.state !== 'ready' && !(SAFETY.has(verb) && mediaIsAt(call, page.pageId))) {
    return 'notConnected';
  }
  const reason = CALL_RULES[verb](question);
  if (reason) return reason;
  return isPending(page, METHODS[verb], call.id) ? 'pending' : null;
}

function mediaIsAt(call: CallSnapshot, pageId: string): boolean {
  return 'leg' in call && call.leg.at !== null && 'page' in call.leg.at && call.leg.at.page === pageId;
}
