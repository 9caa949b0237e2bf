import type { AgentSnapshot } from '@callstation/core/model';
import type { Entry } from '../domain/ledger.types.ts';
import type { StoreWrite } from '../store/store.ts';

/** Where the centre writes down what happens. Nothing of a call waits for it. */
export interface Journal {
  put(write: StoreWrite): void;
  /** A number higher than every one before, also than those of an earlier process. */
  nextSeq(): number;
}

/** Writes down one step of a conversation. */
export function keepEntry(journal: Journal, { session, engagements, steps, queue }: Entry): void {
  journal.put({ type: 'session', session, engagements, steps });
  for (const news of queue) journal.put({ type: 'queueEvent', event: { ...news, seq: journal.nextSeq() } });
}

/** Writes down that an agent's shown status changed; nothing when it is the same. */
export function keepActivity(journal: Journal, app: string, from: AgentSnapshot, to: AgentSnapshot, at: number): void {
  const reason = reasonOf(to);
  if (from.status === to.status && reasonOf(from) === reason) return;
  const activity = { app, agent: to.id, at, from: from.status, to: to.status, reason, load: to.load };
  journal.put({ type: 'activity', activity: { ...activity, seq: journal.nextSeq() } });
}

function reasonOf(agent: AgentSnapshot): string | null {
  if (agent.status === 'break') return agent.reason;
  return agent.status === 'not-ready' ? agent.why : null;
}
