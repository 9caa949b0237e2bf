import { END_REASONS } from '@callstation/core/model';
import * as v from 'valibot';

const id = v.string();
const ms = v.number();
const instant = v.nullable(v.number());
const text = v.nullable(v.string());

const agentStatus = v.picklist(['offline', 'idle', 'busy', 'wrap-up', 'break', 'not-ready']);

const end = v.object({
  reason: v.picklist(END_REASONS),
  by: v.picklist(['agent', 'peer', 'supervisor', 'system', 'timer']),
  cause: v.exactOptional(
    v.object({
      sip: v.exactOptional(v.number()),
      code: v.exactOptional(v.string()),
      text: v.exactOptional(v.string()),
    }),
  ),
});

const some = v.exactOptional(v.string());
const context = v.object({
  flow: v.picklist(['in', 'out', 'callback', 'auto']),
  skillGroup: v.exactOptional(v.object({ id, name: v.string() })),
  ...{ callerNumber: some, calleeNumber: some, displayNumber: some, trunk: some, channel: some, bizId: some },
  channelName: some,
  ...{ remark: some, userData: some, clientData: some },
  ivrPath: v.exactOptional(v.array(v.object({ key: v.string(), label: v.string() }))),
  requeued: v.exactOptional(
    v.object({ agent: id, name: v.string(), why: v.picklist(['agentLost', 'transferFailed']) }),
  ),
});

const sessionParts = {
  id,
  kind: v.picklist(['phone', 'voip', 'video', 'internal']),
  direction: v.picklist(['in', 'out']),
  from: text,
  to: text,
  skillGroup: text,
  createdAt: ms,
  answeredAt: instant,
  endedAt: instant,
  end: v.nullable(end),
  requeues: v.number(),
  context,
};
const session = v.object(sessionParts);

const engagementParts = {
  id,
  agent: id,
  agentName: v.string(),
  role: v.picklist(['handler', 'consulted', 'supervisor']),
  skillGroup: text,
  offeredAt: ms,
  answeredAt: instant,
  endedAt: instant,
  end: v.nullable(end),
};
const engagement = v.object(engagementParts);

const step = v.object({
  kind: v.picklist(['consult', 'transfer', 'conference', 'requeue']),
  by: id,
  to: v.nullable(
    v.union([
      v.object({ agent: id }),
      v.object({ skillGroup: id }),
      v.object({ number: v.string() }),
      v.object({ ivr: id, node: v.exactOptional(id) }),
    ]),
  ),
  at: ms,
  answeredAt: instant,
  endedAt: instant,
  outcome: v.nullable(v.picklist(['completed', 'ended', 'failed'])),
  reason: v.nullable(v.picklist(END_REASONS)),
});

const recording = v.object({
  id,
  state: v.picklist(['on', 'paused', 'done', 'failed', 'deleted']),
  startedAt: ms,
  endedAt: instant,
  ms,
  bytes: v.number(),
});

const record = v.object({
  ...sessionParts,
  ...{ beforeMs: ms, queueMs: ms, ringMs: ms, talkMs: ms, holdMs: ms },
  engagements: v.array(
    v.object({
      ...engagementParts,
      ...{ doneAt: instant, ringMs: ms, talkMs: ms, holdMs: ms, wrapMs: ms },
      annotation: v.nullable(
        v.object({
          disposition: v.exactOptional(v.string()),
          note: v.exactOptional(v.string()),
          tags: v.exactOptional(v.array(v.string())),
          data: v.exactOptional(v.record(v.string(), v.string())),
        }),
      ),
    }),
  ),
  steps: v.array(step),
  recordings: v.array(recording),
});

const ofSession = v.object({ session });
const ofEngagement = v.object({ session, engagement });
const ofStep = v.object({ session, step });
const ofRecording = v.object({ session, recording });

/** What each event carries, by its type. */
export const WEBHOOK_DATA = {
  'session.created': ofSession,
  'session.queued': v.object({ session, skillGroup: id, since: ms }),
  'session.offered': ofEngagement,
  'session.offerEnded': ofEngagement,
  'session.answered': ofEngagement,
  'session.held': ofEngagement,
  'session.resumed': ofEngagement,
  'session.conferenced': ofStep,
  'session.transferred': ofStep,
  'session.requeued': ofStep,
  'session.left': ofEngagement,
  'session.ended': ofSession,
  'recording.completed': ofRecording,
  'recording.failed': ofRecording,
  'record.completed': v.object({ record }),
  'agent.statusChanged': v.object({
    agent: id,
    from: agentStatus,
    to: agentStatus,
    reason: text,
  }),
  'webhook.test': v.object({}),
} as const;

type Data = { [T in keyof typeof WEBHOOK_DATA]: v.InferOutput<(typeof WEBHOOK_DATA)[T]> };

/** Type of an event a webhook tells of. */
export type WebhookEventType = keyof Data;

/** Every {@link WebhookEventType}. */
export const WEBHOOK_EVENTS = Object.keys(WEBHOOK_DATA) as WebhookEventType[];

/** An event with what it carries, before it has its place among the others. */
export type WebhookNews = { [T in WebhookEventType]: { type: T; data: Data[T] } }[WebhookEventType];

/**
 * The body of a webhook. `version` changes when something is taken away or means something else; more may be added at any
 * time. Instants are milliseconds since 1970, UTC, but for `timestamp`, which is ISO 8601.
 */
export type WebhookPayload = {
  [T in WebhookEventType]: {
    version: 1;
    /** The same at every try, and in the header `webhook-id`. */
    id: string;
    type: T;
    /** When it happened, not when it is sent. */
    timestamp: string;
    app: string;
    sessionId: string | null;
    /** Rises within a session; numbers are missing where an endpoint does not get all types. */
    seq: number;
    data: Data[T];
  };
}[WebhookEventType];

const envelope = v.object({
  ...{ version: v.literal(1), id, type: v.picklist(WEBHOOK_EVENTS), timestamp: v.pipe(v.string(), v.isoTimestamp()) },
  ...{ app: id, sessionId: v.nullable(id), seq: v.number(), data: v.unknown() },
});

/** Whether a value, as the parsed body of a webhook, is what it should be. */
export function isWebhookPayload(value: unknown): value is WebhookPayload {
  return v.is(envelope, value) && v.is(WEBHOOK_DATA[value.type], value.data);
}
