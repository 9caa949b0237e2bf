import { CallstationError } from '@callstation/core';
import { settle } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CODES } from './codes.ts';
import { calls, createEar, keepConsole, openBench, type Bench } from './testing/bench.ts';

const written = keepConsole();

describe('wrong use', () => {
  it.each([
    ['no option', undefined],
    ['no number', {}],
    ['an empty one', { phone: ' ' }],
    ['a number of a wrong type', { phone: ['10001'] }],
  ])('callPhone with %s is told by onHttp', async (_, option) => {
    const { sdk, ear } = await openBench();
    ear.news();
    await sdk.callPhone(option);
    expect(ear.news()).toMatchObject([['onHttp', { code: -22, message: expect.stringContaining('phone') }]]);
  });

  it('before register everything says so', async () => {
    const bench = await openBench({ signIn: false });
    await bench.sdk.callPhone({ phone: '10001' });
    await bench.hangup();
    await bench.sdk.reConnectWebrtc();
    expect(bench.ear.news().map(([, payload]) => payload)).toMatchObject([
      { code: 100200 },
      { code: 100200 },
      { code: 100200 },
    ]);
    expect(bench.answers).toMatchObject([{ code: 999901 }]);
  });

  it('hangs up nothing: 999901, without onHttp, and without a callback nothing', async () => {
    const bench = await openBench();
    bench.ear.news();
    await bench.hangup();
    await bench.sdk.hangupCall(undefined);
    await bench.sdk.hangupCall('callback');
    expect(bench.answers).toMatchObject([{ code: 999901, message: expect.any(String) }]);
    expect(bench.ear.news()).toEqual([]);
  });

  it('keeps what callbacks throw to itself', async () => {
    const { sdk } = await openBench();
    await sdk.hangupCall(() => {
      throw new Error('broken');
    });
    await sdk.hangupCall(async () => Promise.reject(new Error('broken later')));
    expect(written).toHaveLength(2);
  });

  it('says in the panel’s language what went wrong', async () => {
    const { sdk, ear, centre } = await openBench({ lang: 'es' });
    ear.news();
    centre.backend.handle('call.dial', () => {
      throw new CallstationError('mediaDenied');
    });
    await sdk.callPhone({ phone: '1' });
    expect(ear.news()).toMatchObject([
      ['onHttp', { code: CODES.mediaDenied, message: expect.stringContaining('micrófono') }],
    ]);
  });

  const lenient: [string, (bench: Bench) => unknown][] = [
    ['phone is documented', ({ sdk }) => sdk.callPhone({ phone: 10001 })],
    ['lang is documented', ({ sdk }) => sdk.register({ token: 'Bearer abc', lang: 'zh', strict: true })],
    ['Bearer', ({ sdk }) => sdk.register({ token: 'abc', centre: 'x', strict: true })],
  ];
  it.each(lenient)('%s: strict says so, once', async (said, use) => {
    const bench = await openBench({ strict: true });
    await use(bench);
    await use(bench);
    await settle();
    expect(written.filter((line) => line.includes(said))).toHaveLength(1);
  });

  it('says nothing of it without strict', async () => {
    const bench = await openBench();
    await bench.sdk.callPhone({ phone: 10001 });
    expect(written).toEqual([]);
    expect(calls(bench)).toEqual([[1, '10001']]);
  });

  it('answers once and never throws, whatever is asked whenever', async () => {
    const value = fc.oneof(fc.constantFrom('10001', 1, '', null, undefined, {}, 'Bearer abc'), fc.anything());
    const step = fc.oneof(
      fc.record({
        ask: fc.constantFrom('callPhone', 'register'),
        given: fc.oneof(
          value,
          fc.record({ phone: value, info: value, token: value, lang: value }, { requiredKeys: [] }),
        ),
      }),
      fc.record({ ask: fc.constantFrom('hangup', 'reconnect', 'attach'), given: fc.constant(undefined) }),
      fc.record({ happen: fc.constantFrom('in', 'ring', 'answer', 'end', 'lost', 'back') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 10 }), async (signIn, steps) => {
        const bench = await openBench({ signIn });
        const { sdk, centre } = bench;
        let hungUp = 0;
        let any = false;
        for (const one of steps) {
          if ('happen' in one) {
            if (signIn) any = happen(centre, one.happen, any);
            continue;
          }
          if (one.ask === 'callPhone') await sdk.callPhone(one.given);
          if (one.ask === 'register') sdk.register(one.given);
          if (one.ask === 'reconnect') await sdk.reConnectWebrtc();
          if (one.ask === 'attach') sdk.attach(createEar());
          if (one.ask === 'hangup') {
            hungUp++;
            await bench.hangup();
          }
        }
        await settle();
        expect(bench.answers).toHaveLength(hungUp);
        for (const answer of bench.answers) expect([0, 999901]).toContain((answer as { code: number }).code);
        for (const { name, payload } of bench.ear.heard) {
          if (name === 'onHttp') expect([typeof payload.code, typeof payload.message]).toEqual(['number', 'string']);
          if (name === 'onCall')
            expect([typeof payload.callStatus, typeof payload.calledNumber]).toEqual(['number', 'string']);
        }
        sdk.register({ token: '' });
        await settle();
      }),
      { numRuns: 100 },
    );
  });
});

function happen(centre: Bench['centre'], what: string, any: boolean): boolean {
  if (what === 'in') centre.callIn();
  else if (what === 'lost' || what === 'back') {
    const state = what === 'lost' ? 'reconnecting' : 'ready';
    centre.backend.emit({ type: 'page', page: { connection: { state, since: 1 } } });
    return any;
  } else if (any && what === 'ring') centre.tell(centre.newest, { type: 'peerRinging' });
  else if (any && what === 'answer') centre.tell(centre.newest, { type: 'peerAnswered' });
  else if (any && what === 'end') centre.end(centre.newest, { reason: 'remoteHangup', by: 'peer' });
  return any || what === 'in';
}
