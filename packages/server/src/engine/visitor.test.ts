import { describe, expect, it } from 'vitest';
import { VISITOR_HEADER, visitorHeader, type Visitor } from '../switch/visitor.ts';
import { createBench } from './testing/bench.ts';
import { readVisitor } from './visitor.ts';

const ANNA: Visitor = {
  ...{ id: 'u-77', name: 'Anna 安娜', avatar: 'https://shop.example/a.png', location: 'the app', remark: 'Gold' },
  ...{ data: '{"cart":3}', channel: 'checkout', channelName: 'Help at the checkout' },
};
const said = (visitor: unknown): Record<string, string> => ({
  'x-visitor': encodeURIComponent(JSON.stringify(visitor)),
});

describe('somebody who calls from a website', () => {
  it('is a voip session with all that is said of them, for the agent and in the record', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const leg = bench.phone.incoming('anonymous', '4000', { [VISITOR_HEADER]: visitorHeader(ANNA) });
    await bench.rest();
    const call = alice.call();
    expect(call).toMatchObject({ kind: 'voip', phase: 'offered', direction: 'in' });
    const { name, avatar, location } = ANNA;
    expect(call.peer).toMatchObject({ userId: 'u-77', name, avatar, location, role: 'customer' });
    expect(call.peer).not.toHaveProperty('number');
    const { remark, channel, channelName } = ANNA;
    expect(call.context).toMatchObject({
      remark,
      channel,
      channelName,
      clientData: '{"cart":3}',
      calleeNumber: '4000',
    });
    await alice.request('call.answer', { sessionId: call.id });
    await bench.rest();
    expect(alice.call().phase).toBe('active');
    bench.phone.end(leg, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(bench.store.sessions()).toMatchObject([
      { kind: 'voip', from: 'u-77', to: '4000', context: { channelName } },
    ]);
  });

  it('keeps who they are when a look-up knows their name', async () => {
    const bench = await createBench({ lookUp: async () => ({ name: 'Ms Anna', remark: 'VIP' }) });
    const alice = bench.sit('alice');
    bench.phone.incoming('anonymous', '4000', said(ANNA));
    await bench.rest();
    expect(alice.call()).toMatchObject({
      ...{ kind: 'voip', peer: { userId: 'u-77', name: 'Ms Anna' } },
      context: { remark: 'VIP', clientData: '{"cart":3}' },
    });
  });
});

describe('what is said of a visitor', () => {
  it.each([
    ['no header', {}],
    ['no JSON', { 'X-Visitor': 'anna' }],
    ['no encoding', { 'X-Visitor': '%E0%A4%A' }],
    ['a list', said([ANNA])],
    ['nothing', said(null)],
    ['a text', said('u-77')],
    ['nobody', said({ name: 'Anna' })],
    ['a number for who', said({ id: 7 })],
    ['an empty who', said({ id: ' \u0000 ' })],
    ['too long a who', said({ id: 'u'.repeat(65) })],
    ['too much', { 'X-Visitor': encodeURIComponent(JSON.stringify({ id: 'u', x: 'x'.repeat(20_000) })) }],
  ])('is not believed: %s', (_, headers) => expect(readVisitor(headers)).toBeNull());

  it('is taken in one line, without what is too long, of a wrong type or not safe to show', () => {
    const odd = {
      id: 'u\r\n7',
      name: 'A\u202Enna',
      avatar: 'javascript:alert(1)',
      location: 7,
      remark: 'x'.repeat(257),
    };
    expect(readVisitor(said({ ...odd, number: '110', agentId: 'bob', role: 'agent' }))).toEqual({
      party: { userId: 'u  7', name: 'A nna' },
      context: {},
    });
  });
});
