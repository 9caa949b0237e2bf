import { createFormat } from '../format.ts';
import { createFakeClock, createFakeLogger, createFakeRandom } from '@callstation/testkit';
import { PostFailed, type PostAnswer, type PostRequest } from '../../outgoing/post.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { sampleEvent } from '../../store/testing/samples.ts';
import type { WebhookEndpoint, WebhookEvent } from '../../store/webhooks.types.ts';
import { createDeliverer, type Deliverer, type DelivererOptions } from '../deliverer.ts';

/** A secret of the right form. */
export const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

type Answer = Partial<PostAnswer> | PostFailed;

/** A deliverer over a real store, a simulated clock and a network that answers as told. */
export interface DeliveryRig {
  readonly clock: ReturnType<typeof createFakeClock>;
  readonly logger: ReturnType<typeof createFakeLogger>;
  readonly store: Store;
  readonly deliverer: Deliverer;
  readonly posts: PostRequest[];
  /** Ids of events in the order they were sent. */
  sent(): string[];
  /** What the network says from now on. A promise is waited for. */
  answer: (request: PostRequest, n: number) => Answer | Promise<Answer>;
  /** While set, reading and writing of webhooks fail. */
  broken: Error | null;
  endpoint(over?: Partial<WebhookEndpoint>): Promise<WebhookEndpoint>;
  tell(events: Partial<WebhookEvent>[], to?: string[]): Promise<void>;
  /** Lets everything happen that can within that time. */
  pass(ms?: number): Promise<void>;
  stop(): Promise<void>;
}

/** The time at which {@link sampleEvent} happens. */
export const AT = sampleEvent().at;
/** The time of day is so far ahead of the simulated clock, as after a machine's sleep; milliseconds. */
export const AHEAD = 3600_000;

/** Makes a {@link DeliveryRig}; the deliverer is started. */
export async function createDeliveryRig(options: Partial<DelivererOptions> = {}): Promise<DeliveryRig> {
  const clock = createFakeClock(AT);
  const logger = createFakeLogger();
  const store = await openStore({ kind: 'memory' }, () => undefined);
  const posts: PostRequest[] = [];
  const webhooks = new Proxy(store.webhooks, {
    get: (target, name: keyof Store['webhooks']) => {
      if (rig.broken !== null) return () => Promise.reject(rig.broken ?? new Error());
      return target[name];
    },
  });
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const rig: DeliveryRig = {
    ...{ clock, logger, store, posts, broken: null, answer: () => ({ status: 204 }) },
    deliverer: createDeliverer({
      ...{
        clock,
        wall: { now: () => clock.now() + AHEAD },
        logger,
        store: () => webhooks,
        random: createFakeRandom('r'),
        format: createFormat([]),
      },
      async post(request) {
        posts.push(request);
        const said = await rig.answer(request, posts.length);
        if (said instanceof PostFailed) throw said;
        return { status: 200, retryAfter: null, body: Buffer.alloc(0), whole: true, ...said };
      },
      async gone(app, id) {
        const [found] = (await webhooks.endpoints(app)).filter((one) => one.id === id);
        if (found) await webhooks.putEndpoint({ ...found, enabled: false });
      },
      ...options,
    }),
    sent: () => posts.map(({ headers }) => headers['webhook-id'] ?? ''),
    async endpoint(over = {}) {
      const endpoint = {
        ...{
          app: 'shop',
          id: 'one',
          url: 'https://one.example/',
          secret: SECRET,
          types: [],
          format: null,
          enabled: true,
        },
        ...{ createdAt: 1, updatedAt: 1 },
        ...over,
      };
      await store.webhooks.putEndpoint(endpoint);
      return endpoint;
    },
    async tell(events, to = ['one']) {
      await store.write(events.map((over) => ({ type: 'webhook', event: sampleEvent(over), to })));
      rig.deliverer.wake();
    },
    async pass(ms = 20) {
      await rest();
      const until = clock.now() + ms;
      while (clock.now() < until) {
        clock.advance(Math.min(until - clock.now(), Math.max(20, ms / 50)));
        await rest();
      }
      await rest();
    },
    async stop() {
      await rig.deliverer.stop();
      await store.close();
    },
  };
  rig.deliverer.start();
  return rig;
}
