import type { EngagementRow, RecordingRow, SessionRecord, SessionRow, StepRow } from '../store/records.types.ts';
import type { KnownSession } from './known-session.ts';
import type { WebhookNews } from './payload.ts';

/** What has happened between two states of a session, in the order in which it makes sense to be told. */
export function sessionNews(before: KnownSession | null, after: KnownSession): WebhookNews[] {
  const session = sessionShown(after.session);
  const parts = [...after.engagements.values()]
    .map((now) => ({ old: before?.engagements.get(now.id) ?? null, now }))
    .filter(({ old, now }) => old !== now);
  const steps = [...after.steps.values()].filter(
    ({ n, outcome }) => outcome === 'completed' && before?.steps.get(n)?.outcome !== 'completed',
  );
  const begun = parts.flatMap(({ old, now }) => begunOf(old, now));
  const ended = parts.flatMap(({ old, now }) => endedOf(old, now));
  const of = ({ type, now }: PartNews): WebhookNews => ({ type, data: { session, engagement: engagementShown(now) } });
  return [
    ...(before === null ? [{ type: 'session.created', data: { session } } as const] : []),
    ...begun.map(of),
    ...steps.map((step): WebhookNews => ({ type: stepType(step), data: { session, step: stepShown(step) } })),
    ...ended.map(of),
    ...(after.session.endedAt !== null && (before?.session.endedAt ?? null) === null
      ? [{ type: 'session.ended', data: { session } } as const]
      : []),
  ];
}

/** That a session with all that belongs to it is whole. */
export function recordNews(record: SessionRecord): WebhookNews {
  const { beforeMs, queueMs, ringMs, talkMs, holdMs, engagements, steps, recordings } = record;
  const data = {
    record: {
      ...sessionShown(record),
      ...{ beforeMs, queueMs, ringMs, talkMs, holdMs },
      engagements: engagements.map((one) => {
        const { doneAt, ringMs: rung, talkMs: talked, holdMs: held, wrapMs, annotation } = one;
        return { ...engagementShown(one), doneAt, ringMs: rung, talkMs: talked, holdMs: held, wrapMs, annotation };
      }),
      steps: steps.map(stepShown),
      recordings: recordings.map(recordingShown),
    },
  };
  return { type: 'record.completed', data };
}

/** What a webhook shows of a session. */
export function sessionShown(row: SessionRow) {
  const { id, kind, direction, from, to, skillGroup, createdAt, answeredAt, endedAt, end, requeues, context } = row;
  return { id, kind, direction, from, to, skillGroup, createdAt, answeredAt, endedAt, end, requeues, context };
}

/** What a webhook shows of a recording; where its file is, is nobody's business outside. */
export function recordingShown({ id, state, startedAt, endedAt, ms, bytes }: RecordingRow) {
  return { id, state, startedAt, endedAt, ms, bytes };
}

type EngagementType = `session.${'offered' | 'offerEnded' | 'answered' | 'held' | 'resumed' | 'left'}`;

interface PartNews {
  type: EngagementType;
  now: EngagementRow;
}

function begunOf(old: EngagementRow | null, now: EngagementRow): PartNews[] {
  const types: EngagementType[] = [];
  if (old === null && isAsked(now)) types.push('session.offered');
  if (now.answeredAt !== null && (old?.answeredAt ?? null) === null) types.push('session.answered');
  if (now.state === 'hold' && old?.state !== 'hold') types.push('session.held');
  if (now.state === 'talk' && old?.state === 'hold') types.push('session.resumed');
  return types.map((type) => ({ type, now }));
}

function endedOf(old: EngagementRow | null, now: EngagementRow): PartNews[] {
  if (now.endedAt === null || (old?.endedAt ?? null) !== null) return [];
  if (now.answeredAt !== null) return [{ type: 'session.left', now }];
  return isAsked(now) ? [{ type: 'session.offerEnded', now }] : [];
}

/** Whether the agent was asked, and did not come of their own accord. */
function isAsked({ direction, role }: EngagementRow): boolean {
  return direction === 'in' && role !== 'supervisor';
}

function stepType({ kind, reason }: StepRow): 'session.requeued' | 'session.transferred' | 'session.conferenced' {
  if (kind === 'requeue') return 'session.requeued';
  return kind === 'transfer' || reason === 'transferred' ? 'session.transferred' : 'session.conferenced';
}

function engagementShown(row: EngagementRow) {
  const { id, agent, agentName, role, skillGroup, offeredAt, answeredAt, endedAt, end } = row;
  return { id, agent, agentName, role, skillGroup, offeredAt, answeredAt, endedAt, end };
}

function stepShown({ kind, by, to, at, answeredAt, endedAt, outcome, reason }: StepRow) {
  return { kind, by, to, at, answeredAt, endedAt, outcome, reason };
}
