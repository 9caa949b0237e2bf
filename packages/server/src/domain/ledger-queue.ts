import type { EndReason, Id } from '@callstation/core/model';
import type { QueueEventType } from '../store/events.types.ts';
import type { EngagementRow } from '../store/records.types.ts';
import type { Draft } from './ledger-draft.ts';
import { liveAgents } from './people.ts';

/** The queue offers the session to an agent. */
export function offerSeen(draft: Draft, { agent, role }: EngagementRow): void {
  if (role === 'handler') note(draft, 'offered', agent);
}

/** The agent whom the queue asked talks with the customer. */
export function offerAnswered(draft: Draft, { agent, role }: EngagementRow): void {
  if (role !== 'handler') return;
  note(draft, 'answered', agent);
  draft.waiting = null;
}

/** The agent whom the queue asked did not take it. */
export function offerEnded(draft: Draft, { agent, role, answeredAt, end }: EngagementRow): void {
  if (role !== 'handler' || answeredAt !== null || end === null) return;
  if (end.reason === 'localReject') return note(draft, 'declined', agent, end.reason);
  // The customer has gone, or a colleague was quicker: nobody's fault.
  if (end.reason === 'remoteCancel' || end.reason === 'remoteHangup' || end.reason === 'takenElsewhere') return;
  if (!draft.c.over) note(draft, 'missed', agent, end.reason);
}

/** Whether it waits, after a step. */
export function queueSeen(draft: Draft): void {
  const { c, at } = draft;
  const group = c.terms.skillGroup?.id ?? null;
  if (c.over) {
    if (draft.waiting !== null) note(draft, c.end?.by === 'peer' ? 'abandoned' : 'left', null, c.end?.reason ?? null);
    draft.waiting = null;
  } else if (c.queued && group !== null && draft.waiting?.group !== group) {
    note(draft, 'overflowed', null);
    draft.waiting = { group, since: at };
    note(draft, 'enqueued', null);
  } else if (!c.queued && liveAgents(c).length === 0) {
    note(draft, 'left', null);
    draft.waiting = null;
  }
}

function note(draft: Draft, type: QueueEventType, agent: Id | null, reason: EndReason | null = null): void {
  const { c, at, waiting } = draft;
  if (waiting === null) return;
  const of = { app: c.terms.app, skillGroup: waiting.group, sessionId: c.id, since: waiting.since };
  draft.queue.push({ ...of, at, type, agent, reason });
}
