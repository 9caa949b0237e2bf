import { settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createDeskRig, type DeskRig } from './testing/desk-rig.ts';

const P = { page: 'p' };
const PHONE = { phone: '13900139000', trunk: 'simulator', callerNumber: '4000', of: 'demo/one' };
const GONE = { reason: 'networkLost', by: 'system' } as const;

const toldTo = ({ news }: DeskRig, user: string): string[] => news.filter((n) => n.user === user).map((n) => n.state);

/** A leg that flows for `one`. */
async function flowing(): Promise<DeskRig> {
  const rig = createDeskRig();
  rig.legs.take(P, 'one', true);
  await settle();
  rig.emit('answered', 'page-1');
  rig.emit('media', 'page-1');
  return rig;
}

describe('a desk leg', () => {
  it('is hung up again when it comes up though it was freed while it was dialled', async () => {
    const rig = createDeskRig();
    const dial = rig.slow();
    rig.legs.take(P, 'call', true);
    rig.legs.free(P, 'call');
    expect(rig.hangups()).toEqual(['page-1']);
    dial.settle(true);
    await settle();
    expect([rig.hangups(), rig.live.size]).toEqual([['page-1', 'page-1'], 0]);
  });

  it('tells its user of every step once, and of nothing after it is over', async () => {
    const rig = createDeskRig();
    rig.legs.take(P, 'call', true);
    await settle();
    for (const type of ['answered', 'answered', 'media', 'media', 'answered'] as const) rig.emit(type, 'page-1');
    rig.emit('mediaLost', 'page-1');
    expect(rig.emit('media', 'page-1')).toBe(false);
    expect(toldTo(rig, 'call')).toEqual(['answered', 'flowing', 'lost']);
  });

  it('failed, and was not lost, when it never carried sound', async () => {
    const rig = createDeskRig();
    const dial = rig.slow();
    rig.legs.take(P, 'call', true);
    dial.settle(false);
    await settle();
    expect(rig.news).toMatchObject([{ user: 'call', at: P, state: 'failed', end: { reason: 'unreachable' } }]);
  });

  it('is silent when it was answered for a second without one packet, and flows when one comes after all', async () => {
    const rig = createDeskRig();
    rig.legs.take(P, 'call', true);
    await settle();
    rig.emit('answered', 'page-1');
    rig.clock.advance(999);
    expect(toldTo(rig, 'call')).toEqual(['answered']);
    rig.clock.advance(1);
    rig.emit('answered', 'page-1');
    expect(toldTo(rig, 'call')).toEqual(['answered', 'silent']);
    rig.legs.take(P, 'other', true);
    await settle();
    expect(toldTo(rig, 'other')).toEqual(['answered', 'silent']);
    rig.emit('media', 'page-1');
    expect(toldTo(rig, 'other')).toEqual(['answered', 'silent', 'flowing']);
    expect(toldTo(rig, 'call')).toEqual(['answered', 'silent']);
  });

  it('goes to the next user when the traces of the last one are off', async () => {
    const rig = await flowing();
    rig.legs.free(P, 'one');
    rig.legs.take(P, 'two', true);
    await settle();
    expect(rig.orders.slice(1)).toEqual([
      ['leave', 'page-1'],
      ['unhold', 'page-1'],
      ['gate', 'page-1', false],
    ]);
    expect(rig.news.at(-1)).toMatchObject({ user: 'two', leg: 'page-1', state: 'flowing' });
    rig.clock.advance(5000);
    expect(rig.clock.pending).toBe(0);
    rig.legs.free(P, 'one');
    expect([rig.clock.pending, rig.hangups()]).toEqual([0, []]);
  });

  it('ends when it lingers too long, when its page is closed, and at the stop', async () => {
    const rig = createDeskRig();
    for (const page of ['a', 'b', 'c']) rig.legs.take({ page }, page, true);
    await settle();
    rig.emit('media', 'page-1');
    rig.legs.free({ page: 'a' }, 'a');
    rig.clock.advance(1000);
    expect(rig.hangups()).toEqual(['page-1']);
    rig.legs.gone('b');
    expect(rig.hangups()).toEqual(['page-1', 'page-2']);
    rig.legs.stop();
    expect(rig.hangups()).toEqual(['page-1', 'page-2', 'page-3']);
    expect(rig.news.filter(({ state }) => state === 'lost')).toEqual([]);
  });
});

describe('a desk leg with several users', () => {
  it('moves the focus, and tells the new one only after the former one is out of it', async () => {
    const rig = await flowing();
    rig.legs.take(P, 'two', true);
    await settle();
    expect(rig.orders.slice(1).map((order) => order[0])).toEqual(['leave', 'unhold', 'gate']);
    expect([toldTo(rig, 'one'), toldTo(rig, 'two')]).toEqual([['answered', 'flowing'], ['flowing']]);
    rig.legs.take(P, 'one', true);
    await settle();
    expect(toldTo(rig, 'one')).toEqual(['answered', 'flowing', 'flowing']);
  });

  it('brings a leg up for a held call, which gets it only when it asks for the focus', async () => {
    const rig = createDeskRig();
    rig.legs.take(P, 'held', false);
    rig.legs.take(P, 'live', true);
    await settle();
    rig.emit('answered', 'page-1');
    rig.emit('media', 'page-1');
    expect([toldTo(rig, 'held'), toldTo(rig, 'live')]).toEqual([['shared'], ['answered', 'flowing']]);
    rig.legs.take(P, 'third', false);
    await settle();
    expect(toldTo(rig, 'third')).toEqual(['shared']);
    rig.legs.free(P, 'live');
    rig.legs.take(P, 'third', false);
    await settle();
    expect(toldTo(rig, 'third')).toEqual(['shared', 'shared']);
    rig.legs.take(P, 'third', true);
    await settle();
    expect(toldTo(rig, 'third').at(-1)).toBe('flowing');
  });

  it('is out of the call that gives the focus up, before another one gets it', async () => {
    const rig = await flowing();
    rig.legs.take(P, 'one', false);
    expect(rig.orders.slice(1).map((order) => order[0])).toEqual(['leave', 'unhold', 'gate']);
    rig.legs.take(P, 'two', true);
    await settle();
    expect(rig.orders).toHaveLength(4);
    expect([toldTo(rig, 'one'), toldTo(rig, 'two')]).toEqual([['answered', 'flowing', 'shared'], ['flowing']]);
  });

  it('does not tell the new one of sound that begins while the former one is still in it', async () => {
    const rig = createDeskRig();
    rig.legs.take(P, 'one', true);
    await settle();
    rig.emit('answered', 'page-1');
    rig.legs.take(P, 'two', true);
    rig.emit('media', 'page-1');
    expect(toldTo(rig, 'two')).toEqual([]);
    await settle();
    expect(toldTo(rig, 'two')).toEqual(['flowing']);
  });

  it('tells all of its loss', async () => {
    const rig = await flowing();
    rig.legs.take(P, 'two', false);
    await settle();
    rig.end('page-1', GONE);
    expect(rig.news.slice(-2)).toMatchObject([
      { user: 'one', state: 'lost', end: GONE },
      { user: 'two', state: 'lost', end: GONE },
    ]);
  });

  it('takes a hang-up of the page for the call that has the focus; the others only lost their leg', async () => {
    const rig = await flowing();
    rig.legs.take(P, 'two', true);
    await settle();
    rig.end('page-1', { reason: 'localHangup', by: 'agent' });
    expect(rig.news.slice(-2)).toMatchObject([
      { user: 'one', state: 'lost', end: GONE },
      { user: 'two', state: 'lost', end: { reason: 'localHangup', by: 'agent' } },
    ]);
  });

  it.each([
    ['a call on hold while another one talks', true, 'one', ['localHangup', 'networkLost']],
    ['a call on hold while all are', false, 'one', ['localHangup', 'networkLost']],
    ['a call that is over, or another agent’s', true, 'gone', ['networkLost', 'networkLost']],
    ['no call while all are on hold', false, undefined, ['networkLost', 'networkLost']],
  ])('takes a hang-up of the page for the call it names: %s', async (_, talks, session, ends) => {
    const rig = await flowing();
    rig.legs.take(P, 'one', false);
    rig.legs.take(P, 'two', talks);
    await settle();
    rig.end('page-1', { reason: 'localHangup', by: 'agent' }, session);
    const told = rig.news.slice(-2).map((news) => [news.user, 'end' in news && news.end.reason]);
    expect(told).toEqual([
      ['one', ends[0]],
      ['two', ends[1]],
    ]);
  });

  it('lingers only when the last one frees it', async () => {
    const rig = await flowing();
    rig.legs.take(P, 'two', false);
    rig.legs.free(P, 'one');
    expect(rig.clock.pending).toBe(0);
    rig.legs.free(P, 'two');
    expect(rig.clock.pending).toBe(1);
    rig.clock.advance(1000);
    expect(rig.hangups()).toEqual(['page-1']);
  });

  it('is dropped without a word, or with one to all but the one who dropped it', async () => {
    const rig = await flowing();
    rig.legs.take(P, 'two', false);
    rig.legs.drop(P);
    await settle();
    expect([rig.hangups(), rig.news.length]).toEqual([['page-1'], 2]);
    for (const user of ['one', 'two']) rig.legs.take(P, user, user === 'one');
    await settle();
    rig.emit('media', 'page-2');
    rig.legs.drop(P, 'one');
    expect(rig.news.at(-1)).toMatchObject({ user: 'two', leg: 'page-2', state: 'lost' });
    expect(rig.news.filter(({ state }) => state === 'lost')).toHaveLength(1);
  });
});

describe('the leg of a phone', () => {
  it('is dialled through its trunk, shared, and never lingers', async () => {
    const rig = createDeskRig();
    rig.legs.take(PHONE, 'one', true);
    rig.legs.take(PHONE, 'two', false);
    await settle();
    const to = { trunk: 'simulator', number: '13900139000', callerNumber: '4000' };
    expect(rig.orders).toEqual([['dial', 'phone-1', to, { timeoutMs: 60_000, earlyMedia: false }]]);
    rig.emit('answered', 'phone-1');
    rig.emit('media', 'phone-1');
    rig.legs.free(PHONE, 'one');
    expect(rig.hangups()).toEqual([]);
    rig.legs.free(PHONE, 'two');
    expect([rig.hangups(), rig.clock.pending]).toEqual([['phone-1'], 0]);
  });

  it('that is put down hangs the call up; one that is not picked up fails', async () => {
    const rig = createDeskRig();
    rig.legs.take(PHONE, 'one', true);
    await settle();
    rig.end('phone-1', { reason: 'busy', by: 'peer' });
    rig.legs.take(PHONE, 'one', true);
    await settle();
    rig.emit('media', 'phone-2');
    rig.end('phone-2', { reason: 'remoteHangup', by: 'peer' });
    expect(rig.news).toMatchObject([
      { state: 'failed', end: { reason: 'busy' } },
      { state: 'flowing' },
      { state: 'lost', end: { reason: 'localHangup', by: 'agent' } },
    ]);
  });
});
