import { describe, expect, it } from 'vitest';
import { offeredCall } from './testing/fake-centre.ts';
import { createBench } from './testing/test-page.ts';

const pings = (page: { heard: { kind: string }[] }): number => page.heard.filter(({ kind }) => kind === 'ping').length;

describe('lease', () => {
  it('runs for ever while the page answers', async () => {
    const { connect, clock, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    await clock.advanceAsync(3600_000);
    expect(pings(page)).toBe(720);
    expect(page.closed).toBeNull();
    expect(centre.log).toEqual(['open alice p1']);
  });

  it('is over after three pings without an answer: seat, account and socket end', async () => {
    const { connect, clock, centre, sip } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    page.answering = false;
    await clock.advanceAsync(19_999);
    expect(pings(page)).toBe(3);
    expect(page.closed).toBeNull();
    await clock.advanceAsync(1);
    expect(page.closed).toBe('leaseOver');
    expect(centre.log.at(-1)).toBe('close alice p1');
    expect(sip.at(-1)).toBe('close p1');
  });

  it('is not over while sound flows by the page: only the socket is given up', async () => {
    const { connect, clock, centre, sip } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    centre.carrying.add('p1');
    page.answering = false;
    await clock.advanceAsync(120_000);
    expect(page.closed).toBe('leaseOver');
    expect(centre.log).toEqual(['open alice p1', 'lost alice p1']);
    expect(sip.filter((line) => line.startsWith('close'))).toEqual([]);
    centre.carrying.clear();
    await clock.advanceAsync(10_000);
    expect(centre.log.at(-1)).toBe('close alice p1');
    expect(sip.at(-1)).toBe('close p1');
  });

  it('notices within 6 s while the agent has a call, from that moment on', async () => {
    const { connect, clock, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    await clock.advanceAsync(1000);
    centre.emit('alice', { type: 'session', session: offeredCall('s1'), cause: 'sessionOffered' });
    page.answering = false;
    await clock.advanceAsync(5999);
    expect(page.closed).toBeNull();
    await clock.advanceAsync(1);
    expect(page.closed).toBe('leaseOver');
  });

  it('slows down again when the call is gone', async () => {
    const { connect, clock, centre } = createBench();
    const page = connect();
    centre.emit('alice', { type: 'session', session: offeredCall('s1'), cause: 'sessionOffered' });
    expect((await page.hello('alice', 'p1')).leaseMs).toBe(6000);
    centre.emit('alice', { type: 'removed', id: 's1', cause: 'sessionRemoved' });
    await clock.advanceAsync(60_000);
    expect(pings(page)).toBe(12);
  });

  it('does not count an answer to a ping that was never sent, or to one of before', async () => {
    const { connect, clock } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    page.answering = false;
    for (let i = 0; i < 4; i++) {
      await clock.advanceAsync(10_000);
      for (const ping of [0, 99, Number.MAX_SAFE_INTEGER]) page.send('alive', { ping });
    }
    expect(page.closed).toBe('leaseOver');
  });

  it('outlives the socket: the same page may come back, and nothing was closed', async () => {
    const { connect, clock, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    page.drop();
    await clock.advanceAsync(15_000);
    const again = connect();
    await again.hello('alice', 'p1');
    await clock.advanceAsync(120_000);
    expect(centre.log).toEqual(['open alice p1', 'lost alice p1', 'open alice p1']);
  });

  it('tells the centre of a page that has had no socket for a moment, and not of one that only changed it', async () => {
    const { connect, clock, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    page.drop();
    await clock.advanceAsync(2499);
    const again = connect();
    await again.hello('alice', 'p1');
    await clock.advanceAsync(30_000);
    expect(centre.log).toEqual(['open alice p1', 'open alice p1']);
    again.drop();
    await clock.advanceAsync(2499);
    expect(centre.log).toHaveLength(2);
    await clock.advanceAsync(1);
    expect(centre.log.at(-1)).toBe('lost alice p1');
    await clock.advanceAsync(17_000);
    expect(centre.log).toHaveLength(3);
  });

  it('ends without a socket as it does with one', async () => {
    const { connect, clock, centre, control } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    page.drop();
    await clock.advanceAsync(40_000);
    expect(centre.log.at(-1)).toBe('close alice p1');
    expect(control.debug().pages).toBe(0);
    await clock.advanceAsync(60_000 + 600_000);
    expect(control.debug().agents).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('ends at once on bye, and only once', async () => {
    const { connect, clock, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    expect(await page.ask('bye', {})).toMatchObject({ result: null });
    expect(page.closed).toBe('bye');
    await clock.advanceAsync(60_000);
    expect(centre.log).toEqual(['open alice p1', 'close alice p1']);
  });

  it('goes to the second socket of the same page; the first is replaced and has no more say', async () => {
    const { connect, centre } = createBench();
    const [first, second] = [connect(), connect()];
    await first.hello('alice', 'p1');
    await second.hello('alice', 'p1');
    expect(first.closed).toBe('replaced');
    first.raw.message('{"jsonrpc":"2.0","id":9,"method":"bye","params":{}}');
    centre.emit('alice', { type: 'removed', id: 's', cause: 'sessionRemoved' });
    expect(second.updates).toHaveLength(1);
    expect(first.updates).toHaveLength(0);
    expect(centre.log.filter((line) => line.startsWith('close'))).toEqual([]);
  });
});
