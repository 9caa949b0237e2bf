import type { Id } from '@callstation/core/model';
import type { EngagementRow, SessionRow, StepRow } from '../store/records.types.ts';
import type { Ledger, QueueNews } from './ledger.types.ts';
import type { Conversation } from './types.ts';

/** A ledger while one step is written down. */
export interface Draft {
  readonly before: Conversation | null;
  /** As it is after the step. */
  readonly c: Conversation;
  readonly at: number;
  session: SessionRow;
  engagements: EngagementRow[];
  /** Where in {@link Draft.engagements} each is: a call may ring at hundreds. */
  readonly places: Map<Id, number>;
  steps: StepRow[];
  waiting: Ledger['waiting'];
  queue: QueueNews[];
}

/** An empty ledger. */
export function newLedger(c: Omit<Conversation, 'ledger'>): Ledger {
  const { id, kind, context, createdAt, terms } = c;
  const outgoing = context.flow === 'out';
  const session: SessionRow = {
    ...{ app: terms.app, id, kind, direction: outgoing ? 'out' : 'in', flow: context.flow },
    ...{ from: context.callerNumber ?? null, to: context.calleeNumber ?? null },
    ...{ skillGroup: terms.skillGroup?.id ?? null, createdAt, answeredAt: null, endedAt: null, end: null },
    ...{ state: 'before', stateAt: createdAt, beforeMs: 0, queueMs: 0, ringMs: 0, talkMs: 0, holdMs: 0 },
    ...{ requeues: 0, context, updatedAt: createdAt },
  };
  return { session, engagements: [], steps: [], waiting: null };
}
