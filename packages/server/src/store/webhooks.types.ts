import type { Id, Millis } from '@callstation/core/model';

/** Whose shape records may be pushed in. */
export const PUSH_FORMATS = ['tccc', 'ccsdk'] as const;
/** One of {@link PUSH_FORMATS}. */
export type PushFormat = (typeof PUSH_FORMATS)[number];

/** Where an app wants to be told. */
export interface WebhookEndpoint {
  app: Id;
  id: Id;
  url: string;
  /** Signs what is sent; kept as it is, since it is needed for every delivery. */
  secret: string;
  /** Event types; empty: all. */
  types: string[];
  /** Whose shape records are pushed in, and nothing else; null: ours. */
  format: PushFormat | null;
  enabled: boolean;
  createdAt: Millis;
  updatedAt: Millis;
}

/** Something to tell. The same `id` to every endpoint and at every try. */
export interface WebhookEvent {
  app: Id;
  id: Id;
  type: string;
  /** Events of one session are delivered in order of `seq`. */
  sessionId: Id | null;
  seq: number;
  at: Millis;
  payload: unknown;
}

/** An event and the endpoints of its app that it is to be delivered to. */
export interface Telling {
  event: WebhookEvent;
  to: Id[];
}

/** One event for one endpoint. `waiting`: behind another of its session; `dead`: given up, until it is replayed. */
export interface WebhookDelivery {
  app: Id;
  endpointId: Id;
  eventId: Id;
  state: 'pending' | 'waiting' | 'delivered' | 'dead';
  attempts: number;
  nextAt: Millis;
  status: number | null;
  error: string | null;
  updatedAt: Millis;
}

/** A delivery with what it needs. */
export interface DueDelivery {
  delivery: WebhookDelivery;
  event: WebhookEvent;
  endpoint: WebhookEndpoint;
}

/** Endpoints, events and deliveries. */
export interface WebhookStore {
  putEndpoint(endpoint: WebhookEndpoint): Promise<void>;
  endpoints(app: Id): Promise<WebhookEndpoint[]>;
  /** With all its deliveries. Whether there was one. */
  removeEndpoint(app: Id, id: Id): Promise<boolean>;
  /**
   * Pending deliveries of enabled endpoints whose time has come, oldest first, of all apps: of each endpoint and session one
   * at a time, in order of `seq`. `except`: endpoints that are not asked for.
   */
  due(now: Millis, limit: number, except?: readonly Pick<WebhookEndpoint, 'app' | 'id'>[]): Promise<DueDelivery[]>;
  /** When, after `now`, {@link WebhookStore.due} would say more than now; null when never. */
  nextDue(now: Millis): Promise<Millis | null>;
  /** What became of it; the next of its session is pending when this one is delivered or dead. */
  settle(delivery: WebhookDelivery): Promise<void>;
  /** Newest first; default 100, at most 1,000. */
  deliveries(
    app: Id,
    query?: { endpointId?: Id; eventId?: Id; state?: WebhookDelivery['state']; limit?: number },
  ): Promise<WebhookDelivery[]>;
  event(app: Id, id: Id): Promise<WebhookEvent | null>;
  /** Makes deliveries of that endpoint pending again: one event's, or all dead ones. Resolves to how many. */
  replay(app: Id, endpointId: Id, which: { eventId: Id } | { dead: true }, at: Millis): Promise<number>;
  /** Forgets events that are older, with their deliveries; at most `limit`, default 1,000. Resolves to how many events went. */
  prune(app: Id, before: Millis, limit?: number): Promise<number>;
}
