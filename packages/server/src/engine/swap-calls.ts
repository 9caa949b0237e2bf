import { callCommand, type Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { judgeWith } from './judge-call.ts';
import type { Asking, RequestOptions } from './handlers.ts';

/**
 * Turns the agent to who waits. Within a consult that is one step of one conversation. Of two calls the one that talks is
 * put on hold first, and only then the other one resumed, since both use the same leg.
 */
export async function swapCalls({ conversations, agents }: RequestOptions, at: Asking, id: Id): Promise<null> {
  const { entry, seat, app } = at;
  const judge = judgeWith(entry, app.id, 'swap');
  const call = entry.sessions.get(id);
  const post = (session: Id, verb: 'swap' | 'hold' | 'resume', first: boolean): Promise<void> => {
    const event = { ...callCommand(verb, {}, seat.page), agent: entry.id, page: seat.page };
    return conversations.command(session, event, (c) => {
      if (!first) return judgeWith(entry, app.id, verb)(c);
      judge(c);
      agents.used(entry, seat.page);
    });
  };
  const inConsult =
    call !== undefined && call.kind !== 'im' && call.phase === 'active' && call.consult.state !== 'none';
  if (call === undefined || call.kind === 'im' || call.phase !== 'active' || inConsult) {
    await post(id, 'swap', true);
    return null;
  }
  const isHeld = call.hold === 'held';
  const other = [...entry.sessions.values()].findLast(
    (one) => one.id !== id && one.kind !== 'im' && one.phase === 'active' && (one.hold === 'held') !== isHeld,
  );
  if (other === undefined) throw new CallstationError('invalidState', undefined, { data: { reason: 'noConsult' } });
  const [talks, waits] = isHeld ? [other.id, id] : [id, other.id];
  await post(talks, talks === id ? 'swap' : 'hold', talks === id);
  try {
    await post(waits, waits === id ? 'swap' : 'resume', waits === id);
  } catch (error) {
    // Nobody is left hanging because the second step was refused.
    await post(talks, 'resume', false).catch(() => {});
    throw error;
  }
  return null;
}
