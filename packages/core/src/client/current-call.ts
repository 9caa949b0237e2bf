import type { CallSnapshot, Id, SessionSnapshot } from '../model/index.ts';

/** Lower is more current; null is never current. */
function rank(call: CallSnapshot): number | null {
  switch (call.phase) {
    case 'active':
      // A call in which somebody is asked is talked in, though its customer is on hold.
      if (call.consult.state !== 'none') return 0;
      return call.hold === 'held' || call.hold === 'holding' ? 3 : 0;
    case 'connecting':
      return 1;
    case 'offered':
    case 'dialing':
    case 'alerting':
      return 2;
    case 'ended':
      return null;
  }
}

/**
 * The call the agent is busy with: in conversation; else accepted and coming up; else the newest that rings or is
 * dialled; else on hold; else null. What ended is never current.
 */
export function currentCallId(sessions: readonly SessionSnapshot[]): Id | null {
  let best: { id: Id; rank: number } | null = null;
  for (const session of sessions) {
    if (session.kind === 'im') continue;
    const own = rank(session);
    // Sessions are oldest first, so an equal rank later in the list is newer.
    if (own !== null && (best === null || own <= best.rank)) best = { id: session.id, rank: own };
  }
  return best?.id ?? null;
}
