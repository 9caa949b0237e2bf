import type { Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { newSigningSecret } from '../outgoing/signature.ts';
import { targetProblem } from '../outgoing/target-url.ts';
import type { PushFormat, WebhookEndpoint } from '../store/webhooks.types.ts';
import type { EndpointChange, Webhooks, WebhooksOptions } from './create-webhooks.ts';
import { MADE_ENDPOINT, PUSHED, type Endpoints } from './endpoints.ts';
import { WEBHOOK_EVENTS } from './payload.ts';
import { toEvent } from './to-event.ts';

type Lookup = Pick<Webhooks, 'list' | 'get'>;

const MOST_ENDPOINTS = 20;

/** Which endpoints an app has. */
export function lookUpOf(endpoints: Endpoints): Lookup {
  return {
    list: endpoints.of,
    get(app, id) {
      const found = endpoints.get(app, id);
      if (found === null) throw new CallstationError('notFound', 'There is no such webhook.');
      return found;
    },
  };
}

/** Adds, changes and removes endpoints. `wake`: something may be due that was not. */
export function changesOf(
  { clock, random, allowPrivate }: WebhooksOptions,
  endpoints: Endpoints,
  wake: () => void,
): Pick<Webhooks, 'create' | 'change' | 'remove'> {
  const now = (): number => Math.round(clock.now());
  const made = (app: Id, id: Id): WebhookEndpoint => {
    const found = lookUpOf(endpoints).get(app, id);
    if (!id.startsWith(MADE_ENDPOINT))
      throw new CallstationError('policyBlocked', 'This webhook is of the configuration; change it there.');
    return found;
  };
  return {
    async create(app, given) {
      refuseBad(given, allowPrivate);
      if (endpoints.of(app).length >= MOST_ENDPOINTS)
        throw new CallstationError('invalidState', `At most ${MOST_ENDPOINTS} webhooks; remove one first.`);
      const { url, enabled = true, format = null } = given;
      const types = typesOf(given, format);
      const [at, secret] = [now(), newSigningSecret()];
      const id = `${MADE_ENDPOINT}${random.id()}`;
      const endpoint = { app, id, url, secret, types, format, enabled, createdAt: at, updatedAt: at };
      await endpoints.put(endpoint);
      return endpoint;
    },
    async change(app, id, change) {
      refuseBad(change, allowPrivate);
      const before = made(app, id);
      const { format = before.format } = change;
      // Back in our shape, it is told of everything again.
      const types = typesOf({ types: format === before.format ? before.types : [], ...change }, format);
      const endpoint = { ...before, ...change, format, types, updatedAt: now() };
      await endpoints.put(endpoint);
      wake();
      return endpoint;
    },
    async remove(app, id) {
      made(app, id);
      await endpoints.remove(app, id);
    },
  };
}

/** What became of events, and sending again. `told`: there is something to deliver once it is in the store. */
export function deliveriesOf(
  { clock, random, keeper }: WebhooksOptions,
  endpoints: Endpoints,
  on: { told(): void; wake(): void },
): Pick<Webhooks, 'deliveries' | 'replay' | 'test'> {
  const now = (): number => Math.round(clock.now());
  const { get } = lookUpOf(endpoints);
  return {
    async deliveries(app, id, query = {}) {
      get(app, id);
      return keeper.store.webhooks.deliveries(app, { ...query, endpointId: id });
    },
    async replay(app, id, which) {
      get(app, id);
      const count = await keeper.store.webhooks.replay(app, id, which, now());
      on.wake();
      return count;
    },
    async test(app, id) {
      get(app, id);
      const place = { app, sessionId: null, seq: keeper.nextSeq(), at: now(), id: `evt_test_${random.id()}` };
      const event = toEvent({ type: 'webhook.test', data: {} }, place);
      keeper.put({ type: 'webhook', event, to: [id] });
      on.told();
      return event.id;
    },
  };
}

/** What an endpoint of that format is told. Throws `invalidArgument` where it was to be told of something else, too. */
function typesOf({ types = [] }: EndpointChange, format: PushFormat | null): string[] {
  if (format === null) return types;
  if (!types.every((type) => PUSHED.includes(type)))
    throw new CallstationError(
      'invalidArgument',
      `In the format ${format} there is ${PUSHED.join()} alone: leave types out.`,
    );
  return [...PUSHED];
}

function refuseBad({ url, types = [] }: EndpointChange, allowPrivate: boolean): void {
  const problem = url === undefined ? null : targetProblem(url, allowPrivate);
  if (problem !== null) throw new CallstationError('invalidArgument', `The URL ${problem}.`);
  const known: readonly string[] = WEBHOOK_EVENTS;
  if (!types.every((type) => known.includes(type)))
    throw new CallstationError('invalidArgument', `Types are among ${WEBHOOK_EVENTS.join(', ')}.`);
}
