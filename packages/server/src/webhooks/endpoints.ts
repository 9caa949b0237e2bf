import type { Id } from '@callstation/core/model';
import type { Store } from '../store/store.ts';
import type { PushFormat, WebhookEndpoint } from '../store/webhooks.types.ts';
import type { WebhookEventType } from './payload.ts';

/** An endpoint that the configuration names. */
export interface WebhookConfig {
  id: Id;
  url: string;
  /** `whsec_…`; see `secretProblem`. */
  secret: string;
  /** Left out: all. */
  types?: string[];
  /** Default true. */
  enabled?: boolean;
  /** Records of calls in the shape of another vendor's pushes, and nothing else. */
  format?: PushFormat;
}

/** What an endpoint in another vendor's shape is told, and nothing else. */
export const PUSHED: readonly string[] = ['record.completed'] satisfies WebhookEventType[];

/** How the ids of endpoints begin that are not of the configuration. */
export const MADE_ENDPOINT = 'whe_';

/** The endpoints of all apps, in memory: who is told is decided while a call goes on, and that waits for no database. */
export interface Endpoints {
  /** Reads them, after bringing those of the configuration up to date. */
  load(store: Pick<Store, 'webhooks'>): Promise<void>;
  of(app: Id): readonly WebhookEndpoint[];
  get(app: Id, id: Id): WebhookEndpoint | null;
  wanting(app: Id, type: WebhookEventType): Id[];
  put(endpoint: WebhookEndpoint): Promise<void>;
  remove(app: Id, id: Id): Promise<boolean>;
}

/** Makes the {@link Endpoints} of apps with what the configuration says of them. */
export function createEndpoints(
  apps: readonly { id: Id; webhooks?: readonly WebhookConfig[] }[],
  now: () => number,
): Endpoints {
  const table = new Map<Id, Map<Id, WebhookEndpoint>>(apps.map(({ id }) => [id, new Map()]));
  let webhooks: Store['webhooks'] | null = null;
  const of = (app: Id): WebhookEndpoint[] => [...(table.get(app)?.values() ?? [])];
  const opened = (): Store['webhooks'] => {
    if (webhooks === null) throw new Error('Endpoints were not loaded.');
    return webhooks;
  };
  return {
    async load(store) {
      webhooks = store.webhooks;
      for (const app of apps) {
        await bringUp(webhooks, app, Math.round(now()));
        table.set(app.id, new Map((await webhooks.endpoints(app.id)).map((one) => [one.id, one])));
      }
    },
    of,
    get: (app, id) => table.get(app)?.get(id) ?? null,
    wanting: (app, type) =>
      of(app)
        .filter(({ enabled, types }) => enabled && (types.length === 0 || types.includes(type)))
        .map(({ id }) => id),
    async put(endpoint) {
      await opened().putEndpoint(endpoint);
      table.get(endpoint.app)?.set(endpoint.id, endpoint);
    },
    async remove(app, id) {
      table.get(app)?.delete(id);
      return opened().removeEndpoint(app, id);
    },
  };
}

/** Of the endpoints in the store those of the configuration are as it says now, and those it no longer has are gone. */
async function bringUp(
  store: Store['webhooks'],
  { id: app, webhooks = [] }: { id: Id; webhooks?: readonly WebhookConfig[] },
  at: number,
): Promise<void> {
  for (const { id, url, secret, types = [], enabled = true, format = null } of webhooks)
    await store.putEndpoint({
      ...{ app, id, url, secret, format, enabled, createdAt: at, updatedAt: at },
      types: format === null ? types : [...PUSHED],
    });
  const named = new Set(webhooks.map(({ id }) => id));
  for (const { id } of await store.endpoints(app))
    if (!id.startsWith(MADE_ENDPOINT) && !named.has(id)) await store.removeEndpoint(app, id);
}
