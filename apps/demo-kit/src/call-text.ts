import type { CallSnapshot, PageFacts } from '@callstation/core/model';
import { words } from '@callstation/core/words';

import { nameOf, partyName } from './peer-name.ts';

const text = words('en');

/** What a supervisor does, by mode. */
export const SUPERVISING = { listen: 'Listening', whisper: 'Whispering', barge: 'In the call' } as const;

/** The number, or where the call came in when the number is all there is of a name. */
export function detailOf(call: CallSnapshot): string {
  if (call.role === 'supervisor') return withWhom(call);
  const detail = call.peer.number ?? call.peer.agentId ?? 'Unknown number';
  if (detail !== nameOf(call)) return detail;
  return call.context.skillGroup?.name ?? (call.direction === 'in' ? 'Incoming' : 'Outgoing');
}

/** Of a colleague's call: the customer. */
function withWhom(call: CallSnapshot): string {
  const others = call.phase === 'active' ? call.others.filter(({ role }) => role === 'customer') : [];
  return others.length === 0 ? 'A colleague’s call' : `In a call with ${others.map(partyName).join(', ')}`;
}

/** The state of a call, in a word or two. */
export function stateOf(call: CallSnapshot): string {
  if (call.phase === 'ended') return text.endReasons[call.end.reason];
  if (call.phase === 'active' && call.hold !== 'none') return 'On hold';
  if (call.phase === 'active' && call.mute === 'on') return 'Muted';
  if (call.phase === 'active' && call.supervises) return SUPERVISING[call.supervises.mode];
  return text.callPhases[call.phase];
}

/** What the agent should know before they speak; null for an ordinary call. */
export function noticeOf(call: CallSnapshot): string | null {
  const { requeued } = call.context;
  if (call.phase === 'active' && call.consult.state === 'none' && call.consult.failed) {
    const why = `The other party: ${text.endReasons[call.consult.failed.reason]}.`;
    return call.hold === 'none' ? `${why} You are back with ${nameOf(call)}.` : why;
  }
  if (call.phase === 'ended') return null;
  if (call.role === 'consulted') return 'You are asked for advice.';
  return requeued ? `${text.requeued[requeued.why]} (${requeued.name}).` : null;
}

/** Where a live call is heard, when that is not simply here; null when it is, or when there is no sound yet. */
export function soundPlaceOf(call: CallSnapshot, { pageId }: PageFacts): string | null {
  if (!('leg' in call)) return null;
  const { state, at } = call.leg;
  if (state === 'lost' || state === 'reconnecting') return 'The sound is interrupted. It is being restored.';
  if (at === null || ('page' in at && at.page === pageId)) return null;
  return 'page' in at ? 'The sound is in another window.' : `The sound is on the phone ${at.phone}.`;
}

/** The instant a call's timer counts from. */
export function sinceOf(call: CallSnapshot): number {
  return 'answeredAt' in call && call.answeredAt !== undefined ? call.answeredAt : call.createdAt;
}
