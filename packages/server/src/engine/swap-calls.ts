import { callCommand, type Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Asking, RequestOptions } from './handlers.ts';
import { judgeWith, refusalOf } from './judge-call.ts';

/**
 * Turns the agent to who waits. Within a consult that is one step of one conversation. Of two calls the one that talks is
 * put on hold first, and only then the other one resumed, since both use the same leg.
 */
export async function swapCalls({ conversations, agents }: RequestOptions, at: Asking, id: Id): Promise<null> {
  const { entry, seat, app } = at;
  const call = entry.sessions.get(id);
  const post = (session: Id, verb: 'swap' | 'hold' | 'resume'): Promise<void> => {
    const event = { ...callCommand(verb, {}, seat.page), agent: entry.id, page: seat.page };
    return conversations.command(session, event, judgeWith(entry, app.id, verb));
  };
  if (call === undefined || call.kind === 'im') throw new CallstationError('notFound');
  // Neither step is a swap by its own state, so the whole is judged before the first.
  const refused = refusalOf(entry, call, 'swap');
  if (refused !== null) throw refused;
  agents.used(entry, seat.page);
  if (call.phase !== 'active' || call.consult.state !== 'none') {
    await post(id, 'swap');
    return null;
  }
  const isHeld = call.hold === 'held';
  const other = [...entry.sessions.values()].findLast(
    (one) =>
      one.id !== id &&
      one.kind !== 'im' &&
      one.phase === 'active' &&
      one.consult.state === 'none' &&
      (one.hold === 'held') !== isHeld,
  );
  if (other === undefined) throw new CallstationError('invalidState', undefined, { data: { reason: 'noConsult' } });
  const [talks, waits] = isHeld ? [other.id, id] : [id, other.id];
  await post(talks, 'hold');
  try {
    await post(waits, 'resume');
  } catch (error) {
    // Nobody is left hanging because the second step was refused.
    await post(talks, 'resume').catch(() => {});
    throw error;
  }
  return null;
}
