import { createFakeClock, createFakeLogger, createFakeRandom, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import type { SwitchOrder } from '../switch/switch.ts';
import { createPageLegs, type DeskNews } from './page-legs.ts';

function rig() {
  const clock = createFakeClock();
  const orders: SwitchOrder[] = [];
  const news: (DeskNews & { user: string })[] = [];
  let dialling: Promise<void> = Promise.resolve();
  const legs = createPageLegs({
    clock,
    random: createFakeRandom(''),
    logger: createFakeLogger(),
    lingerMs: 1000,
    timeoutMs: 5000,
    order: async (order) => {
      orders.push(order);
      if (order[0] === 'dial') await dialling;
    },
    tell: (user, item) => void news.push({ user, ...item }),
  });
  const emit = (type: 'answered' | 'media' | 'mediaLost', leg: string) => legs.heard({ type, leg, at: clock.now() });
  const slow = (): { finish(): void; fail(): void } => {
    let finish = (): void => {};
    let fail = (): void => {};
    dialling = new Promise((resolve, reject) => {
      finish = resolve;
      fail = () => reject(new Error('no'));
    });
    return { finish: () => finish(), fail: () => fail() };
  };
  const hangups = () => orders.flatMap((o) => (o[0] === 'hangup' ? [o[1]] : []));
  return { clock, orders, news, legs, emit, slow, hangups };
}
const CLEAN = { gated: false, held: false };

describe('page legs', () => {
  it('hangs up again when a leg comes up that was freed while it was dialled', async () => {
    const { legs, slow, hangups } = rig();
    const dial = slow();
    legs.take('p', 'call');
    legs.free('p', 'call', CLEAN);
    expect(hangups()).toEqual(['page-1']);
    dial.finish();
    await settle();
    expect(hangups()).toEqual(['page-1', 'page-1']);
  });
  it('tells its user of every step once, and of nothing after it is over', async () => {
    const { legs, emit, news } = rig();
    legs.take('p', 'call');
    await settle();
    for (const type of ['answered', 'answered', 'media', 'media', 'answered'] as const) emit(type, 'page-1');
    emit('mediaLost', 'page-1');
    expect(emit('media', 'page-1')).toBe(false);
    expect(news.map((n) => n.state)).toEqual(['answered', 'flowing', 'lost']);
  });
  it('says failed, not lost, of a leg that never carried sound', async () => {
    const { legs, slow, news } = rig();
    const dial = slow();
    legs.take('p', 'call');
    dial.fail();
    await settle();
    expect(news).toMatchObject([{ user: 'call', state: 'failed', end: { reason: 'unreachable' } }]);
  });
  it('gives a lingering leg to the next user when the traces of the last one are off', async () => {
    const { clock, legs, emit, news, orders } = rig();
    legs.take('p', 'one');
    await settle();
    emit('media', 'page-1');
    legs.free('p', 'one', { gated: true, held: true });
    legs.take('p', 'two');
    await settle();
    expect(orders.slice(1)).toEqual([
      ['leave', 'page-1'],
      ['unhold', 'page-1'],
      ['gate', 'page-1', false],
    ]);
    expect(news.at(-1)).toMatchObject({ user: 'two', leg: 'page-1', state: 'flowing' });
    clock.advance(5000);
    expect(clock.pending).toBe(0);
    legs.free('p', 'one', CLEAN);
    expect(clock.pending).toBe(0);
  });
  it('ends what lingers too long, what belongs to a closed page, and all at the stop', async () => {
    const { clock, legs, emit, hangups } = rig();
    for (const page of ['a', 'b', 'c']) legs.take(page, page);
    await settle();
    emit('media', 'page-1');
    legs.free('a', 'a', CLEAN);
    clock.advance(1000);
    expect(hangups()).toEqual(['page-1']);
    legs.gone('b');
    expect(hangups()).toEqual(['page-1', 'page-2']);
    legs.stop();
    expect(hangups()).toEqual(['page-1', 'page-2', 'page-3']);
  });
});
