import type { AgentActivity, QueueEvent } from '../events.types.ts';
import type { EngagementRow, RecordingRow, SessionRow, StepRow } from '../records.types.ts';
import type { StoreWrite } from '../store.ts';
import type { WebhookEvent } from '../webhooks.types.ts';

/** A session that is over; ten seconds of each part. */
export function sampleSession(over: Partial<SessionRow> = {}): SessionRow {
  return {
    ...{ app: 'shop', id: 's1', kind: 'phone', direction: 'in', flow: 'in', from: '+8613800138000', to: '4000' },
    ...{ skillGroup: 'sales', createdAt: 1_800_000_000_000, answeredAt: 1_800_000_020_000 },
    ...{ endedAt: 1_800_000_040_000, end: { reason: 'remoteHangup', by: 'peer', cause: { sip: 200 } } },
    ...{ state: 'over', stateAt: 1_800_000_040_000, beforeMs: 0, queueMs: 10_000, ringMs: 10_000 },
    ...{ talkMs: 10_000, holdMs: 10_000, requeues: 0 },
    context: { flow: 'in', remark: 'it’s “fine” \u{1f600}', ivrPath: [{ key: '1', label: 'Sales' }] },
    updatedAt: 1_800_000_040_000,
    ...over,
  };
}

/** An engagement of {@link sampleSession}. */
export function sampleEngagement(over: Partial<EngagementRow> = {}): EngagementRow {
  return {
    ...{ app: 'shop', id: 's1-1', sessionId: 's1', agent: 'alice', agentName: 'Alice', role: 'handler' },
    ...{ direction: 'in', skillGroup: 'sales', peer: { id: 'p', role: 'customer', state: 'joined' } },
    ...{ offeredAt: 1_800_000_010_000, answeredAt: 1_800_000_020_000, endedAt: 1_800_000_040_000 },
    ...{ end: { reason: 'remoteHangup', by: 'peer' }, doneAt: 1_800_000_050_000, state: 'done' },
    ...{ stateAt: 1_800_000_050_000, ringMs: 10_000, talkMs: 10_000, holdMs: 10_000, wrapMs: 10_000 },
    annotation: { disposition: 'sold', tags: ['a', 'b'] },
    missed: null,
    ...over,
  };
}

/** A step of {@link sampleSession}. */
export function sampleStep(over: Partial<StepRow> = {}): StepRow {
  return {
    ...{ app: 'shop', sessionId: 's1', n: 1, kind: 'consult', by: 'alice', to: { agent: 'bob' } },
    ...{ at: 1_800_000_025_000, answeredAt: 1_800_000_026_000, endedAt: 1_800_000_030_000 },
    ...{ outcome: 'ended', reason: null },
    ...over,
  };
}

/** A finished recording of {@link sampleSession}. */
export function sampleRecording(over: Partial<RecordingRow> = {}): RecordingRow {
  return {
    ...{ app: 'shop', id: 'r1', sessionId: 's1', file: 'shop/s1.ogg', state: 'done' },
    ...{ startedAt: 1_800_000_020_000, endedAt: 1_800_000_040_000, ms: 20_000, bytes: 60_000, deletedAt: null },
    ...over,
  };
}

/** An agent that comes to work. */
export function sampleActivity(over: Partial<AgentActivity> = {}): AgentActivity {
  const none = { used: 0, max: 1 };
  return {
    ...{ app: 'shop', seq: 1, agent: 'alice', at: 1_800_000_000_000, from: 'offline', to: 'idle', reason: null },
    load: { voice: none, chat: none, video: none },
    ...over,
  };
}

/** A customer that begins to wait. */
export function sampleQueueEvent(over: Partial<QueueEvent> = {}): QueueEvent {
  return {
    ...{ app: 'shop', seq: 1, skillGroup: 'sales', sessionId: 's1', at: 1_800_000_000_000 },
    ...{ type: 'enqueued', agent: null, reason: null, since: 1_800_000_000_000 },
    ...over,
  };
}

/** Something to tell an endpoint. */
export function sampleEvent(over: Partial<WebhookEvent> = {}): WebhookEvent {
  return {
    ...{ app: 'shop', id: 'e1', type: 'session.ended', sessionId: 's1', seq: 1, at: 1_800_000_000_000 },
    payload: { any: ['thing', 1, null] },
    ...over,
  };
}

/** The write of a session with its parts. */
export function sessionWrite(
  session: SessionRow,
  engagements: EngagementRow[] = [],
  steps: StepRow[] = [],
): Extract<StoreWrite, { type: 'session' }> {
  return { type: 'session', session, engagements, steps };
}
