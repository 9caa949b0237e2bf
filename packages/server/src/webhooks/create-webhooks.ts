import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { Locate } from '../engine/locate.ts';
import type { Journal } from '../engine/journal.ts';
import { createPost, type Post } from '../outgoing/post.ts';
import type { Store, TellOfClosed } from '../store/store.ts';
import type { PushFormat, WebhookDelivery, WebhookEndpoint } from '../store/webhooks.types.ts';
import { changesOf, deliveriesOf, lookUpOf } from './admin.ts';
import { createDeliverer, type DelivererOptions, type DeliveryHealth } from './deliverer.ts';
import { createEndpoints } from './endpoints.ts';
import { createFormat, type FormattedApp } from './format.ts';
import { createWebhookJournal } from './webhook-journal.ts';

/** What of an endpoint may be changed. */
export interface EndpointChange {
  url?: string;
  /** Empty: all. */
  types?: string[];
  enabled?: boolean;
  /** Records of calls in the shape of another vendor's pushes, and nothing else; null: ours. */
  format?: PushFormat | null;
}

/** The webhooks of a centre. */
export interface Webhooks {
  /** Where the centre writes down what happens, so that endpoints are told of it. */
  readonly journal: Journal;
  /** Reads the endpoints; for {@link Keeper.start}. */
  load(store: Store): Promise<TellOfClosed>;
  /** Begins to deliver. After the store is open. */
  start(): void;
  stop(): Promise<void>;
  health(): DeliveryHealth;
  list(app: Id): readonly WebhookEndpoint[];
  /** Throws `notFound`. */
  get(app: Id, id: Id): WebhookEndpoint;
  /** With a new secret. Rejects `invalidArgument` for a URL that is not posted to, or a type there is not. */
  create(app: Id, endpoint: { url: string } & EndpointChange): Promise<WebhookEndpoint>;
  /** Rejects as `create` does, `notFound`, and `policyBlocked` for one of the configuration. */
  change(app: Id, id: Id, change: EndpointChange): Promise<WebhookEndpoint>;
  remove(app: Id, id: Id): Promise<void>;
  /** The newest first; default 100, at most 1,000. */
  deliveries(app: Id, id: Id, query?: { state?: WebhookDelivery['state']; limit?: number }): Promise<WebhookDelivery[]>;
  /** Sends again one event, or all that were given up. Resolves to how many. */
  replay(app: Id, id: Id, which: { eventId: Id } | { dead: true }): Promise<number>;
  /** Sends `webhook.test` to that endpoint alone, whatever types it wants. Resolves to the event's id. */
  test(app: Id, id: Id): Promise<Id>;
}

/** What {@link createWebhooks} needs. */
export interface WebhooksOptions {
  clock: Clock;
  /** The time of day, for signatures. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  logger: Logger;
  apps: readonly FormattedApp[];
  /** Says where numbers are at home. */
  locate?: Locate;
  /** The URL under which others reach this server; left out: not known. */
  publicUrl?: string;
  keeper: Journal & { readonly store: Store; written(): Promise<void> };
  /** Also `http:`, and addresses of private networks. */
  allowPrivate: boolean;
  /** Posts; another one for tests. */
  post?: Post;
  /** How the deliverer works other than usual; for tests. */
  delivery?: Pick<DelivererOptions, 'timeoutMs' | 'delay' | 'perEndpoint'>;
}

/** Puts the {@link Webhooks} of a centre together. */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { clock, logger, keeper, apps, allowPrivate, post = createPost({ clock, allowPrivate }) } = options;
  const endpoints = createEndpoints(apps, clock.now);
  const deliverer = createDeliverer({
    ...{ clock, wall: options.wall, logger, random: options.random },
    ...options.delivery,
    ...{ post, format: createFormat(apps, options.locate, options.publicUrl), store: () => keeper.store.webhooks },
    async gone(app, id) {
      const endpoint = endpoints.get(app, id);
      if (endpoint?.enabled !== true) return;
      logger.warn('a webhook endpoint is gone for good and is switched off', { app, endpoint: id });
      await endpoints.put({ ...endpoint, enabled: false, updatedAt: Math.round(clock.now()) });
    },
  });
  let gathering = false;
  const told = (): void => {
    if (gathering) return;
    gathering = true;
    void keeper.written().then(() => {
      gathering = false;
      deliverer.wake();
    });
  };
  const journal = createWebhookJournal({ journal: keeper, wanting: endpoints.wanting, told });
  return {
    journal,
    async load(store) {
      await endpoints.load(store);
      return journal.tellOfClosed;
    },
    start: () => deliverer.start(),
    stop: () => deliverer.stop(),
    health: () => deliverer.health(),
    ...lookUpOf(endpoints),
    ...changesOf(options, endpoints, () => deliverer.wake()),
    ...deliveriesOf(options, endpoints, { told, wake: () => deliverer.wake() }),
  };
}
