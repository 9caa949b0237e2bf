import type { Id } from '@callstation/core/model';
import { CallstationError, type Params } from '@callstation/core/protocol';
import type { Asking, RequestOptions } from './handlers.ts';

type Target = Params<'call.dial'>['to'];

/** Whom a dial by session means: the other side of one of the agent's own calls. Rejects `notFound` for anybody else's. */
export async function whomToDial(
  { records }: Pick<RequestOptions, 'records'>,
  { app, entry }: Pick<Asking, 'app' | 'entry'>,
  to: Target,
): Promise<Exclude<Target, { session: Id }>> {
  if (!('session' in to)) return to;
  const live = entry.sessions.get(to.session);
  const record = live === undefined ? await records()?.get(app.id, to.session) : undefined;
  const mine = record?.engagements.findLast(({ agent }) => agent === entry.id);
  const { agentId, number } = live?.peer ?? mine?.peer ?? {};
  if (agentId !== undefined) return { agent: agentId };
  if (number !== undefined) return { number };
  throw new CallstationError('notFound', 'That is not a call of yours, or it had no number.');
}
