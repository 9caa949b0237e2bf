import type { ActiveCall, ConnectingCall, Id, OutgoingCall, SessionSnapshot, State } from '../../model/index.ts';

/** A call that has, or is about to have, this agent's voice. */
export type LiveCall = ConnectingCall | OutgoingCall | ActiveCall;

/** Whether a session is a {@link LiveCall}. */
export function isLive(session: SessionSnapshot): session is LiveCall {
  return session.kind !== 'im' && session.phase !== 'offered' && session.phase !== 'ended';
}

/** Whether the agent's voice goes to this call now, or may at any moment. */
export function isSpeaking(session: SessionSnapshot): boolean {
  if (!isLive(session)) return false;
  return session.phase !== 'active' || session.hold === 'none' || session.hold === 'resuming';
}

/** Whether the agent's audio leg is this call's now: they speak to it, or to whom they ask while it is on hold. */
export function hasLeg(session: SessionSnapshot): boolean {
  return isSpeaking(session) || (isLive(session) && session.phase === 'active' && session.consult.state !== 'none');
}

/** Whether this call is on hold for sure: until that is confirmed it may still hear the agent. */
export const isHeld = (session: SessionSnapshot): boolean =>
  isLive(session) && session.phase === 'active' && session.hold === 'held';

/** Whether the agent is muted towards this call, or is becoming so, and it would hear them otherwise. */
export function isMuted(session: SessionSnapshot): boolean {
  return isLive(session) && !isHeld(session) && 'mute' in session && session.mute !== 'off';
}

/** Whether the agent has lost the sound of this call, and the centre looks for a page to bring it back to. */
export const isLost = (session: SessionSnapshot): boolean =>
  isLive(session) && (session.leg.state === 'lost' || session.leg.state === 'reconnecting');

/** Whether the audio leg of this page carries the call. */
export function isHere(session: SessionSnapshot, page: Id): boolean {
  const at = isLive(session) ? session.leg.at : null;
  return at !== null && 'page' in at && at.page === page;
}

/** Whether calls of this agent are taken on a page. */
export const takesCallsHere = (state: State): boolean => state.agent.phone.mode === 'page';
