import { describe, expect, it } from 'vitest';
import type { EndReason } from '@callstation/core/model';
import { createBench } from './testing/bench.ts';

const sessions = (causes: string[]): string[] => causes.filter((c) => c.startsWith('session'));

describe('outbound call', () => {
  it('reaches page and customer at the same time, plays ringback, goes active, ends and leaves nothing', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const { sessionId } = await alice.request('call.dial', { to: { number: '10001' }, remark: 'vip' });
    expect(alice.call()).toMatchObject({
      id: sessionId,
      phase: 'dialing',
      direction: 'out',
      kind: 'phone',
      peer: { number: '10001', role: 'customer' },
      context: { remark: 'vip', flow: 'out', skillGroup: { id: 'support' } },
      leg: { state: 'connecting', at: { page: 'alice-page' } },
    });
    await bench.rest();
    const customer = bench.phone.to({ number: '10001' });
    const page = bench.phone.to({ page: 'alice-page' });
    expect(page.headers['X-Callstation-Leg']).toBe(page.leg);
    expect(alice.call()).toMatchObject({ leg: { state: 'flowing' } });
    expect(page.room).toBe(customer.room);
    expect(alice.state().agent.status).toBe('busy');
    bench.phone.emit({ type: 'ringing', leg: customer.leg });
    await bench.rest();
    expect(alice.call().phase).toBe('alerting');
    expect([...bench.phone.plays.values()]).toEqual([{ room: customer.room }]);
    bench.phone.emit({ type: 'answered', leg: customer.leg });
    await bench.rest();
    expect(alice.call()).toMatchObject({ phase: 'active', answeredAt: bench.clock.now(), peer: { state: 'joined' } });
    expect(bench.phone.plays.size).toBe(0);
    await bench.pass(5000);
    await alice.request('call.hangup', { sessionId });
    expect(alice.state().sessions).toEqual([]);
    expect(alice.state().agent.status).toBe('idle');
    expect(sessions(alice.causes())).toEqual([
      'sessionDialing',
      'sessionMediaChanged',
      'sessionAlerting',
      'sessionActive',
      'sessionEnded',
      'sessionRemoved',
    ]);
    expect(bench.phone.live().map((l) => l.leg)).toEqual([page.leg]);
    await bench.pass(30_000);
    expect(bench.phone.live()).toEqual([]);
    expect(bench.clock.pending).toBe(0);
    const [record] = await bench.store.records({ app: 'demo' });
    expect(record).toMatchObject({
      sessionId,
      agent: 'alice',
      direction: 'out',
      end: { reason: 'localHangup', by: 'agent' },
    });
    expect((record?.endedAt ?? 0) - (record?.answeredAt ?? 0)).toBe(5000);
  });

  it('lets early media be heard instead of ringback', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    await alice.request('call.dial', { to: { number: '10006' } });
    await bench.rest();
    const customer = bench.phone.to({ number: '10006' });
    bench.phone.emit({ type: 'ringing', leg: customer.leg });
    await bench.rest();
    expect(bench.phone.plays.size).toBe(1);
    bench.phone.emit({ type: 'media', leg: customer.leg });
    await bench.rest();
    expect(bench.phone.plays.size).toBe(0);
    expect(customer.room).toBe(bench.phone.to({ page: 'alice-page' }).room);
    bench.phone.end(customer.leg, { reason: 'invalidNumber', by: 'peer', cause: { sip: 404 } });
    await bench.rest();
    const ended = bench.updates.map((u) => u.update).find((u) => u.type === 'session' && u.cause === 'sessionEnded');
    expect(ended).toMatchObject({ session: { end: { reason: 'invalidNumber', by: 'peer', cause: { sip: 404 } } } });
  });

  it.each<EndReason>(['busy', 'noAnswer', 'rejected', 'invalidNumber', 'unreachable'])(
    'ends with %s',
    async (reason) => {
      const bench = await createBench();
      const alice = bench.sit('alice');
      await alice.request('call.dial', { to: { number: '10002' } });
      await bench.rest();
      bench.phone.end(bench.phone.to({ number: '10002' }).leg, { reason, by: 'peer' });
      await bench.rest();
      const [record] = await bench.store.records({ app: 'demo' });
      expect(record).toMatchObject({ end: { reason, by: 'peer' }, answeredAt: null });
      expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
    },
  );

  it('tells why a leg ended that was gone before it could be joined', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const release = bench.phone.block('join');
    await alice.request('call.dial', { to: { number: '10002' } });
    await bench.rest();
    bench.phone.end(bench.phone.to({ number: '10002' }).leg, { reason: 'busy', by: 'peer' });
    release();
    await bench.rest();
    const [record] = await bench.store.records({ app: 'demo' });
    expect(record?.end.reason).toBe('busy');
    await bench.pass(60_000);
    expect(bench.phone.live()).toEqual([]);
    expect(bench.phone.rooms().size).toBe(0);
  });

  it('ends when the customer hangs up, as remoteHangup', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    await alice.request('call.dial', { to: { number: '10005' } });
    await bench.rest();
    const { leg } = bench.phone.to({ number: '10005' });
    bench.phone.emit({ type: 'answered', leg });
    await bench.rest();
    bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect((await bench.store.records({ app: 'demo' }))[0]?.end).toEqual({ reason: 'remoteHangup', by: 'peer' });
  });

  it('is cancelled before the answer as localCancel', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const { sessionId } = await alice.request('call.dial', { to: { number: '10003' } });
    await bench.rest();
    bench.phone.emit({ type: 'ringing', leg: bench.phone.to({ number: '10003' }).leg });
    await bench.rest();
    await alice.request('call.hangup', { sessionId });
    expect((await bench.store.records({ app: 'demo' }))[0]?.end).toEqual({ reason: 'localCancel', by: 'agent' });
    expect(bench.phone.plays.size).toBe(0);
  });

  it('uses the leg that is up for the next call at once', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const first = await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    const page = bench.phone.to({ page: 'alice-page' });
    await alice.request('call.mute', first);
    expect(page.gated).toBe(true);
    await alice.request('call.hangup', first);
    await bench.pass(29_000);
    await alice.request('call.dial', { to: { number: '10001' } });
    await bench.rest();
    expect(bench.phone.to({ page: 'alice-page' })).toBe(page);
    expect(page).toMatchObject({ gated: false, room: bench.phone.to({ number: '10001' }).room });
    expect(alice.call()).toMatchObject({ leg: { state: 'flowing' }, mute: 'off' });
    await bench.pass(30_000);
    expect(page.ended).toBe(false);
  });

  it('ends with what the switch says when it cannot dial at all', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    bench.phone.fail('dial', 9);
    await alice.request('call.dial', { to: { number: '10001' } });
    await bench.pass(100);
    expect((await bench.store.records({ app: 'demo' }))[0]?.end).toMatchObject({ reason: 'systemError', by: 'system' });
    expect(alice.state()).toMatchObject({ sessions: [], agent: { status: 'idle' } });
    expect(bench.phone.live()).toEqual([]);
  });

  it('answers the dial before a slow switch has dialled, and hangs up what came too late', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const release = bench.phone.block('dial');
    const { sessionId } = await alice.request('call.dial', { to: { number: '10001' } });
    const over = alice.request('call.hangup', { sessionId });
    await bench.rest();
    release();
    await over;
    await bench.rest();
    expect(bench.phone.live().map((l) => l.to)).toEqual([{ page: 'alice-page', media: 'audio' }]);
    await bench.pass(30_000);
    expect(bench.phone.live()).toEqual([]);
  });

  it('keeps an agent to one call at a time', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    await alice.request('call.dial', { to: { number: '10001' } });
    await expect(alice.request('call.dial', { to: { number: '10001' } })).rejects.toMatchObject({
      code: 'invalidState',
      data: { reason: 'agentBusy' },
    });
  });

  it('asks for the right to dial, and for another one to dial anybody', async () => {
    const bench = await createBench();
    const none = bench.sit('nobody', { rights: [] });
    await expect(none.request('call.dial', { to: { number: '10001' } })).rejects.toMatchObject({ code: 'forbidden' });
    const some = bench.sit('somebody', { rights: ['dial'] });
    await expect(some.request('call.dial', { to: { number: '13800138000' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await some.request('call.dial', { to: { number: '10001' } });
    expect(some.call().peer.number).toBe('10001');
  });

  it.each([
    ['nothing', ''],
    ['CRLF', '10001\r\nX: y'],
    ['digits of another script', '\u0661\u0660\u0660\u0660\u0661'],
    ['10 kB', 'x'.repeat(10_240)],
    ['letters', 'abc'],
  ])('refuses %s and begins nothing', async (_name, number) => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    await expect(alice.request('call.dial', { to: { number } })).rejects.toMatchObject({ code: 'invalidArgument' });
    await bench.rest();
    expect(bench.phone.orders).toEqual([]);
    expect(alice.state().sessions).toEqual([]);
  });

  it('shows only numbers of the centre to the callee', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const to = { number: '10001' };
    await expect(alice.request('call.dial', { to, callerNumber: '110' })).rejects.toMatchObject({ code: 'forbidden' });
    await alice.request('call.dial', { to, callerNumber: '4001000100' });
    await bench.rest();
    expect(bench.phone.to(to).to).toMatchObject({ callerNumber: '+864001000100' });
  });
});
