import { describe, expect, it } from 'vitest';
import { createEars } from './testing/ears.ts';

describe('taking a call to another page', () => {
  it('makes before it breaks: the old leg plays until the new one flows', async () => {
    const { alice, bench, serve, hears } = await createEars();
    const id = await serve(alice);
    const before = bench.phone.to({ page: 'alice-page' });
    const tab = bench.sit('alice', { page: 'alice-2' });
    const release = bench.phone.block('dial');
    await tab.request('call.takeMedia', { sessionId: id });
    await bench.rest();
    expect(before).toMatchObject({ ended: false, room: `${id}-room` });
    expect(hears('customer')).toBe('alice');
    release();
    await bench.rest();
    expect(before.room).toBeNull();
    expect(bench.phone.to({ page: 'alice-2' }).room).toBe(`${id}-room`);
    expect(hears('customer')).toBe('alice');
    expect(tab.call()).toMatchObject({ leg: { state: 'flowing', at: { page: 'alice-2' } } });
    const orders = bench.phone.orders.map(([name, ...rest]) => `${name} ${String(rest.at(-1))}`);
    const [join, leave] = [
      orders.findLastIndex((one) => one.startsWith('join page')),
      orders.findLastIndex((one) => one === `leave ${before.leg}`),
    ];
    expect(join).toBeLessThan(leave);
  });

  it('takes a dead microphone after a second: better heard than not', async () => {
    const { alice, bench, serve } = await createEars({ autoPages: false });
    const id = await serve(alice);
    const first = bench.phone.to({ page: 'alice-page' }).leg;
    bench.phone.emit({ type: 'answered', leg: first });
    bench.phone.emit({ type: 'media', leg: first });
    await bench.rest();
    const tab = bench.sit('alice', { page: 'alice-2' });
    await tab.request('call.takeMedia', { sessionId: id });
    bench.phone.emit({ type: 'answered', leg: bench.phone.to({ page: 'alice-2' }).leg });
    await bench.pass(900);
    expect(bench.phone.legs.get(first)?.room).toBe(`${id}-room`);
    await bench.pass(200);
    expect(bench.phone.legs.get(first)?.room).toBeNull();
    expect(tab.call()).toMatchObject({ leg: { at: { page: 'alice-2' } } });
  });

  it('that does not come leaves the call where it was', async () => {
    const { alice, bench, serve, hears } = await createEars();
    const id = await serve(alice);
    const tab = bench.sit('alice', { page: 'alice-2' });
    bench.phone.fail('dial');
    await tab.request('call.takeMedia', { sessionId: id });
    await bench.rest();
    expect(hears('customer')).toBe('alice');
    expect(tab.call()).toMatchObject({ leg: { state: 'flowing', at: { page: 'alice-page' } } });
  });

  it('to the page it is coming up in already changes nothing', async () => {
    const { alice, bench, serve, hears } = await createEars();
    const id = await serve(alice);
    await alice.request('call.takeMedia', { sessionId: id });
    await bench.rest();
    expect(hears('customer')).toBe('alice');
    expect(bench.phone.orders.filter(([name]) => name === 'dial')).toHaveLength(1);
  });
});
