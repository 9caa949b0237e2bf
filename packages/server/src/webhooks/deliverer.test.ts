import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { PostFailed, type PostAnswer } from '../outgoing/post.ts';
import { AHEAD, AT, createDeliveryRig, SECRET, type DeliveryRig } from './testing/delivery-rig.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const rigs: DeliveryRig[] = [];
async function rigOf(...given: Parameters<typeof createDeliveryRig>): Promise<DeliveryRig> {
  const rig = await createDeliveryRig(...given);
  rigs.push(rig);
  return rig;
}
const deliveries = async (rig: DeliveryRig) => (await rig.store.webhooks.deliveries('shop')).toReversed();

afterEach(async () => {
  for (const rig of rigs.splice(0)) {
    await rig.stop();
    if (rig.clock.pending > 0) throw new Error('an alarm is left');
  }
});

describe('the deliverer', { timeout: 60_000 }, () => {
  it('sends what is told soon, signed, and leaves no alarm when all is done', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    await rig.tell([{ payload: { hello: 'wörld' } }]);
    await rig.pass();
    const [post] = rig.posts;
    expect(post).toMatchObject({ url: 'https://one.example/', body: '{"hello":"wörld"}', timeoutMs: 10_000 });
    expect(post?.headers).toMatchObject({
      ...{ 'webhook-id': 'e1', 'webhook-timestamp': String(Math.floor((rig.clock.now() + AHEAD) / 1000)) },
      ...{ 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Callstation-Webhooks/1' },
    });
    const signature = new Webhook(SECRET).sign('e1', new Date(rig.clock.now() + AHEAD), post?.body ?? '');
    expect(post?.headers['webhook-signature']).toBe(signature);
    expect(await deliveries(rig)).toMatchObject([{ state: 'delivered', attempts: 1, status: 204, error: null }]);
    await rig.pass(100);
    expect(rig.clock.pending).toBe(0);
    expect(rig.deliverer.health()).toEqual({ delivered: 1, failed: 0, dead: 0 });
  });

  it('keeps the order of a session, and lets no session wait for another', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    rig.answer = ({ headers }, n) => ({ status: headers['webhook-id'] === 'a1' && n < 5 ? 500 : 200 });
    await rig.tell([
      { id: 'a1', sessionId: 'a', seq: 1 },
      { id: 'a2', sessionId: 'a', seq: 2 },
      { id: 'b1', sessionId: 'b', seq: 1 },
      { id: 'b2', sessionId: 'b', seq: 2 },
    ]);
    await rig.pass(200);
    expect(rig.sent()).toEqual(['a1', 'b1', 'b2']);
    await rig.pass(8000);
    await rig.pass(20_000);
    expect(rig.sent()).toEqual(['a1', 'b1', 'b2', 'a1', 'a1', 'a2']);
  });

  it('tries again ever more seldom, for three days, and then gives up and goes on with the next', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    const tries: number[] = [];
    rig.answer = ({ headers }) => {
      if (headers['webhook-id'] === 'e1') tries.push(rig.clock.now() - AT);
      return headers['webhook-id'] === 'e1' ? { status: 302 } : { status: 200 };
    };
    await rig.tell([{}, { id: 'e2', seq: 2 }]);
    for (let hour = 0; hour < 24 * 4; hour++) await rig.pass(HOUR);
    expect(tries).toHaveLength(15);
    const waits = tries.slice(1).map((at, i) => Math.round((at - (tries[i] ?? 0)) / 1000));
    expect(waits.slice(0, 3).every((wait, i) => wait >= 5 * 3 ** i && wait < 5 * 3 ** i + 80)).toBe(true);
    expect(tries.at(-1)).toBeGreaterThan(2.5 * DAY);
    expect(tries.at(-1)).toBeLessThan(4 * DAY);
    expect(await deliveries(rig)).toMatchObject([
      { eventId: 'e1', state: 'dead', attempts: 15, status: 302, error: 'HTTP 302' },
      { eventId: 'e2', state: 'delivered', attempts: 1 },
    ]);
    expect(rig.deliverer.health()).toEqual({ delivered: 1, failed: 15, dead: 1 });
    expect(rig.logger.lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'a webhook endpoint fails; its events are tried again',
      'a webhook event was given up',
    ]);
    rig.answer = () => ({ status: 200 });
    expect(await rig.store.webhooks.replay('shop', 'one', { dead: true }, rig.clock.now())).toBe(1);
    rig.deliverer.wake();
    await rig.pass(100);
    expect(await deliveries(rig)).toMatchObject([{ state: 'delivered', attempts: 1 }, { state: 'delivered' }]);
  });

  it('waits as long as it is asked to, within reason', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    const asked = ['120', 'soon', '-5', '9999999999', new Date(AT + DAY + 2 * HOUR).toUTCString()];
    rig.answer = (_request, n) => ({ status: 429, retryAfter: asked[n - 1] ?? null });
    await rig.tell([{}]);
    await rig.pass();
    const nextIn = async () => ((await deliveries(rig))[0]?.nextAt ?? 0) - rig.clock.now();
    expect(await nextIn()).toBe(120_000);
    await rig.pass(121_000);
    expect(await nextIn()).toBeLessThan(20_000);
    await rig.pass(20_000);
    expect(await nextIn()).toBeLessThan(60_000);
    await rig.pass(60_000);
    expect(await nextIn()).toBeLessThan(200_000);
  });

  it('switches an endpoint off that says it is gone, and keeps what waits', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    await rig.endpoint({ id: 'two', url: 'https://two.example/' });
    rig.answer = ({ url }) => ({ status: url.includes('one') ? 410 : 200 });
    await rig.tell([{}, { id: 'e2', seq: 2 }], ['one', 'two']);
    await rig.pass(100);
    expect((await rig.store.webhooks.endpoints('shop')).map(({ enabled }) => enabled)).toEqual([false, true]);
    await rig.pass(HOUR);
    expect(rig.posts.filter(({ url }) => url.includes('one'))).toHaveLength(1);
    expect(await rig.store.webhooks.deliveries('shop', { endpointId: 'one' })).toMatchObject([
      { eventId: 'e2', state: 'pending', attempts: 0 },
      { eventId: 'e1', state: 'dead', status: 410 },
    ]);
    await rig.endpoint();
    rig.answer = () => ({ status: 200 });
    rig.deliverer.wake();
    await rig.pass(100);
    expect(await rig.store.webhooks.deliveries('shop', { endpointId: 'one', state: 'delivered' })).toHaveLength(1);
  });

  it('goes on with other endpoints while one answers nothing', async () => {
    const rig = await rigOf({ atOnce: 6, perEndpoint: 2 });
    await rig.endpoint();
    await rig.endpoint({ id: 'two', url: 'https://two.example/' });
    const held: ((answer: Partial<PostAnswer>) => void)[] = [];
    rig.answer = ({ url }) => (url.includes('one') ? new Promise((resolve) => void held.push(resolve)) : {});
    const many = Array.from({ length: 30 }, (_, n) => ({ id: `e${n}`, sessionId: `s${n}` }));
    await rig.tell(many);
    await rig.tell(
      many.map(({ id, sessionId }) => ({ id: `${id}b`, sessionId })),
      ['two'],
    );
    await rig.pass(1000);
    expect(held).toHaveLength(2);
    expect(await rig.store.webhooks.deliveries('shop', { endpointId: 'two', state: 'delivered' })).toHaveLength(30);
    rig.answer = () => ({});
    for (const resolve of held) resolve({});
    await rig.pass(1000);
    expect(await rig.store.webhooks.deliveries('shop', { state: 'delivered' })).toHaveLength(60);
  });

  it('F31: waits for a database that is away, and sends nothing twice when it is back', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    rig.answer = () => {
      rig.broken = new Error('the disk is full');
      return { status: 200 };
    };
    await rig.tell([{}, { id: 'e2', seq: 2 }]);
    await rig.pass(60_000);
    expect(rig.sent()).toEqual(['e1']);
    expect(rig.logger.lines.filter(({ message }) => message.includes('store'))).toHaveLength(1);
    rig.broken = null;
    rig.answer = () => ({ status: 200 });
    await rig.pass(6000);
    expect(rig.sent()).toEqual(['e1', 'e2']);
    expect(await rig.store.webhooks.deliveries('shop', { state: 'delivered' })).toHaveLength(2);
  });

  it('stops by itself: what is under way is left for the next start', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    rig.answer = () =>
      new Promise((resolve) => {
        rig.posts.at(-1)?.signal?.addEventListener('abort', () => resolve(new PostFailed('stopped')));
      });
    await rig.tell([{}]);
    await rig.pass(100);
    const stopped = rig.deliverer.stop();
    await rig.pass(2000);
    await stopped;
    expect(await deliveries(rig)).toMatchObject([{ state: 'pending', attempts: 0 }]);
    expect(rig.clock.pending).toBe(0);
    await rig.tell([{ id: 'e2', sessionId: 's2' }]);
    await rig.pass(1000);
    expect(rig.sent()).toEqual(['e1']);
  });

  it('gives up at once what was too large to be kept', async () => {
    const rig = await rigOf();
    await rig.endpoint();
    await rig.tell([{ payload: null }]);
    await rig.pass(100);
    expect(rig.posts).toEqual([]);
    expect(await deliveries(rig)).toMatchObject([{ state: 'dead', error: 'it is too large' }]);
  });
});
