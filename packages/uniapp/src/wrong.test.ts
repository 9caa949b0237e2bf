import type { DomainEventName, Update } from '@callstation/core';
import { DOMAIN_EVENTS } from '@callstation/core/model';
import { fakeOffer, settle } from '@callstation/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EVENT_NAMES } from './events.ts';
import { TcccError } from './index.ts';
import { openPage } from './testing/open-page.ts';
import { MEMBERS } from './testing/surface.ts';
import type { TcccWorkstation } from './tccc-workstation.ts';

const unhandled: unknown[] = [];
const keep = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => void process.on('unhandledRejection', keep));
afterEach(async () => {
  // Node tells of them after the microtasks of a turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', keep);
  if (unhandled.length > 0) throw new Error(`unhandled: ${unhandled.splice(0).map(String).join(', ')}`);
});

const NAMES = MEMBERS.filter((one) => !one.static && one.name !== 'on').map(({ name }) => name);
const act = (tccc: TcccWorkstation, name: string, ...args: unknown[]): unknown =>
  (Reflect.get(tccc, name) as (...args: unknown[]) => unknown).apply(tccc, args);
const failure = (work: unknown): Promise<unknown> => Promise.resolve(work).catch((error: unknown) => error);

describe('what an app gets wrong', () => {
  it('is 400 before anybody has logged in, and -10005 after somebody has logged out', async () => {
    const { tccc } = await openPage({ connect: false });
    for (const work of [tccc.checkLogin(), tccc.call('1'), tccc.answer(), tccc.terminate(), tccc.resetSip()])
      expect(await failure(work)).toMatchObject({ code: 400, extraInfo: { code: 'notReady' } });
    const signedIn = await openPage();
    await signedIn.tccc.logout();
    expect(await failure(signedIn.tccc.checkLogin())).toMatchObject({ code: -10_005 });
  });

  it.each([
    ['no object', undefined, -198],
    ['no user', { token: 'a' }, -198],
    ['no token', { userId: 'a' }, -198],
    ['an empty token', { userId: 'a', token: ' ' }, -198],
    ['an application that is none', { userId: 'a', token: 'b', sdkAppID: {} }, -198],
    ['an address that is none', { userId: 'a', token: 'b', url: 7 }, -198],
    ['another kind of sign-in', { userId: 'a', token: 'b', type: 0 }, 501],
  ])('in a login: %s', async (_, params, code) => {
    const { tccc } = await openPage({ connect: false });
    expect(await failure(tccc.login(params as never))).toMatchObject({ code });
  });

  it.each([
    ['nothing', undefined, -198],
    ['null', null, -198],
    ['an object without a number', {}, -198],
    ['an empty number', '  ', -198],
    ['texts that are none', { to: '1', remark: 7 }, -198],
    ['pools that are none', { to: '1', servingNumberGroupIds: ['a', 7] }, -198],
    ['a call with pictures', { to: '1', type: 1 }, 501],
    ['an address without a number', 'sip:@host', 20_003],
    ['an address that cannot be read', { to: 'sip:%E0%A4%A@host' }, 20_003],
  ])('in a call: %s', async (_, to, code) => {
    const { tccc, centre } = await openPage();
    expect(await failure(tccc.call(to as never))).toMatchObject({ code });
    expect(centre.backend.requests).toEqual([]);
  });

  it.each([
    ['10001', '10001'],
    [10_001, '10001'],
    [{ to: ' +49 170 ' }, '+49 170'],
    ['sip:10001@desk.test:5060;transport=tcp', '10001'],
    ['sips:%2B49170@desk.test', '+49170'],
    [{ to: 'tel:+49170' }, '+49170'],
  ])('not in a call to %j', async (to, number) => {
    const { tccc, asked } = await openPage();
    await tccc.call(to);
    expect(asked()).toEqual(['call.dial', { to: { number } }]);
  });

  it('in digits, music, loudness: -198; and 481 without a call', async () => {
    const { tccc } = await openPage();
    const wrong: unknown[] = [tccc.sendDTMF('a'), tccc.sendDTMF(''), tccc.sendDTMF(null as never)];
    wrong.push(tccc.startPlayMusic(''), tccc.startPlayMusic('a.mp3', -1), tccc.startPlayMusic('a.mp3', 0.5));
    wrong.push(tccc.enableAudioVolumeEvaluation('often' as never));
    for (const work of wrong) expect(await failure(work)).toMatchObject({ code: -198 });
    for (const work of [tccc.sendDTMF('1'), tccc.mute(), tccc.terminate(), tccc.answer()])
      expect(await failure(work)).toMatchObject({ code: 481 });
  });

  it('in a listener is thrown, as the vendor does', async () => {
    const { tccc } = await openPage();
    const on = tccc.on.bind(tccc) as (...args: unknown[]) => void;
    for (const args of [[], [undefined, keep], ['oncall', keep], ['__proto__', keep], ['onError'], ['onError', 'f']]) {
      let thrown: unknown;
      try {
        on(...args);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(TcccError);
      expect(thrown).toMatchObject({ code: -198, errCode: -198, extraInfo: { code: 'invalidArgument' } });
      const { message, errMsg } = thrown as TcccError;
      expect([errMsg, message.length > 10]).toEqual([message, true]);
    }
  });

  it('stops at a listener or a callback that throws', async () => {
    const { tccc, centre, said } = await openPage();
    const fail = (): never => {
      throw new Error('mine');
    };
    tccc.on('onNewSession', fail);
    const id = centre.callIn();
    void tccc.answer(fail);
    await settle();
    expect(centre.backend.requests.at(-1)).toMatchObject({ method: 'call.answer', params: { sessionId: id } });
    expect(said.filter((text) => text.includes('threw'))).toHaveLength(2);
  });

  it('never throws out of a method, and always settles, whatever is passed', async () => {
    const anything = fc.oneof(
      ...[fc.anything(), fc.constantFrom(null, undefined, '', 0, Number.NaN, 'x', {}, [])],
      fc.constant(() => {
        throw new Error('mine');
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.array(anything, { maxLength: 3 })), { maxLength: 6 }),
        async (acts) => {
          const { tccc, centre } = await openPage();
          centre.callIn();
          for (const [name, args] of acts) await failure(act(tccc, name, ...args));
          const manager = tccc.getDeviceManager();
          for (const [, args] of acts) {
            expect(manager.setAudioRoute(args[0] as never)).toBeTypeOf('number');
            expect(manager.setAudioCaptureVolume(args[0] as never)).toBeTypeOf('number');
          }
          tccc.destroy();
          await settle();
        },
      ),
      { numRuns: 30 },
    );
  }, 30_000);

  it('is not disturbed by any update of the centre', async () => {
    const cause = fc.constantFrom(...(DOMAIN_EVENTS as readonly DomainEventName[]));
    const session = fc.record({ id: fc.constantFrom('s1', 's2'), cause, gone: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(session, { maxLength: 12 }), async (updates) => {
        const { centre, heard } = await openPage();
        for (const { id, cause: of, gone } of updates) {
          const update: Update = gone
            ? { type: 'removed', id, cause: 'sessionRemoved' }
            : { type: 'session', session: fakeOffer(id), cause: of };
          centre.backend.emit(update);
        }
        await settle();
        for (const [name] of heard) expect(EVENT_NAMES).toContain(name);
      }),
      { numRuns: 20 },
    );
  }, 30_000);
});
