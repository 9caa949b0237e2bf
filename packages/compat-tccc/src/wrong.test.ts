import type { DomainEventName, Update } from '@callstation/core';
import { DOMAIN_EVENTS } from '@callstation/core/model';
import { fakeAgent, fakeOffer, fakeState, settle } from '@callstation/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Tccc } from './tccc.types.ts';
import { openPage } from './testing/open-page.ts';

const unhandled: unknown[] = [];
const keep = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => void process.on('unhandledRejection', keep));
afterEach(async () => {
  // Node tells of them after the microtasks of a turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', keep);
  if (unhandled.length > 0) throw new Error(`unhandled: ${unhandled.splice(0).map(String).join(', ')}`);
});

type Method = (given?: unknown) => Promise<unknown>;
const GROUPS = ['Call', 'Chat', 'Video'] as const;

/** Every method that gives a promise of an envelope. */
function methodsOf(tccc: Tccc): [string, Method][] {
  const grouped = GROUPS.flatMap((group) =>
    Object.entries(tccc[group]).map(([name, method]): [string, Method] => [`${group}.${name}`, method as Method]),
  );
  return [...grouped, ['Agent.setStatus', tccc.Agent.setStatus as Method], ['callOut', tccc.callOut as Method]];
}
const outcomes = (tccc: Tccc, ...given: unknown[]): Promise<[string, unknown][]> =>
  Promise.all(
    methodsOf(tccc).map(async ([name, method]): Promise<[string, unknown]> => [
      name,
      await method(...given).then(
        () => 'success',
        (failure: { status?: unknown; code?: unknown; errMsg?: unknown }) =>
          failure.status === 'error' && typeof failure.errMsg === 'string' ? failure.code : failure,
      ),
    ]),
  );
const codes = async (tccc: Tccc, ...given: unknown[]): Promise<unknown[]> => [
  ...new Set((await outcomes(tccc, ...given)).map(([, outcome]) => outcome)),
];
const ALL = {
  ...{ sessionId: 'none', phoneNumber: '1', dtmfText: '1', userId: 'bob', calleeUserId: 'bob', status: 'free' },
};

describe('what a page gets wrong', () => {
  it('fails as the vendor does before the seat is ready, and after it was dropped', async () => {
    const { tccc, workstation } = await openPage({ connect: false });
    expect(await codes(tccc, ALL)).toEqual(['notReady']);
    expect(tccc.Agent.getStatus()).toBe('offline');
    tccc.Agent.online();
    await workstation.connect();
    expect(tccc.Agent.getStatus()).toBe('free');
    tccc.destroy();
    tccc.destroy();
    expect(await codes(tccc, ALL)).toEqual(['notReady']);
    expect(workstation.getSnapshot().page.connection.state).toBe('ready');
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'call-1'],
    ['a number', 7],
    ['a list', []],
    ['numbers for texts', Object.fromEntries(Object.keys(ALL).map((name) => [name, 7]))],
    ['empty texts', Object.fromEntries(Object.keys(ALL).map((name) => [name, ' ']))],
  ])('fails as the vendor does for %s', async (_, given) => {
    const { tccc, centre } = await openPage();
    expect(await codes(tccc, given)).toEqual(['invalidArgument']);
    expect(centre.backend.requests).toEqual([]);
  });

  it('fails as the vendor does for sessions there are none of', async () => {
    const { tccc } = await openPage();
    const failed = (await outcomes(tccc, ALL)).filter(([name]) => !/callOut|start|setStatus/u.test(name));
    expect(failed.length).toBeGreaterThan(15);
    expect([...new Set(failed.map(([, code]) => code))]).toEqual(['notFound']);
  });

  it('fails for two targets, an unknown encoding, a list of no texts', async () => {
    const { tccc } = await openPage();
    const { Call } = tccc;
    const sessionId = 'none';
    for (const promise of [
      Call.transfer({ sessionId, userId: 'bob', skillGroupId: 'sales' }),
      Call.transfer({ sessionId }),
      Call.startOutboundCall({ phoneNumber: '1', phoneEncodeType: 'letters' }),
      Call.startOutboundCall({ phoneNumber: '1', servingNumberGroupIds: [7] as unknown as string[] }),
      Call.startInternalCall({ calleeUserId: 'bob', useMobile: 'yes' as unknown as boolean }),
    ]) {
      await expect(promise).rejects.toMatchObject({ code: 'invalidArgument' });
    }
    const lenient = await openPage({ inferred: { oneTransferTarget: false } });
    await expect(lenient.tccc.Call.transfer({ sessionId, userId: 'b', skillGroupId: 's' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('warns, and does not throw, for events there are none of and listeners that are none', async () => {
    const { tccc, said } = await openPage();
    const on = tccc.on as (event?: unknown, listener?: unknown) => void;
    on(undefined, () => undefined);
    on('callin', () => undefined);
    on('__proto__', () => undefined);
    on('callIn');
    (tccc.off as typeof on)(undefined);
    (tccc.overrideButtonConfig as (change: unknown) => void)('no function');
    tccc.overrideButtonConfig(() => {
      throw new Error('mine');
    });
    tccc.overrideButtonConfig(() => ({ active: 'none' }) as never);
    expect(said).toHaveLength(8);
  });

  it('stops at a listener that throws, for that listener alone', async () => {
    const { tccc, centre, said } = await openPage();
    const heard: unknown[] = [];
    tccc.on('statusChanged', () => {
      throw new Error('mine');
    });
    tccc.on('statusChanged', ({ status }) => heard.push(status));
    centre.callIn();
    expect([heard, said]).toEqual([['busy'], ['tccc: a listener of statusChanged threw']]);
  });
});

describe('listeners', () => {
  it('hear no more once they are off, one or all of an event', async () => {
    const { tccc, centre } = await openPage();
    const heard: string[] = [];
    const first = (): void => void heard.push('first');
    const second = (): void => void heard.push('second');
    tccc.on('callIn', first);
    tccc.on('callIn', second);
    tccc.on('statusChanged', first);
    tccc.off('callIn', first);
    const id = centre.callIn();
    expect(heard).toEqual(['second', 'first']);
    tccc.off('callIn');
    centre.end(id, { reason: 'remoteCancel', by: 'peer' });
    heard.length = 0;
    centre.callIn();
    expect(heard).toEqual(['first']);
  });

  it('hear ready once each, however late they come', async () => {
    const { tccc, heard, centre } = await openPage();
    expect(heard.map(([name]) => name)).toEqual(['ready']);
    let late = 0;
    const listener = (): void => void (late += 1);
    tccc.on('ready', listener);
    expect(late).toBe(0);
    await settle();
    centre.backend.emit({ type: 'reset', state: fakeState() });
    await settle();
    expect([late, heard.length]).toEqual([1, 1]);
    tccc.on('ready', listener);
    tccc.off('ready', listener);
    await settle();
    expect(late).toBe(1);
    const once = await openPage({ inferred: { replay: false } });
    once.tccc.on('ready', listener);
    await settle();
    expect(late).toBe(1);
  });

  it('hear of sessions on the lead page alone, and of the status on every page', async () => {
    const { centre, names } = await openPage();
    centre.callIn();
    centre.backend.emit({ type: 'agent', agent: fakeAgent('alice', { leadPage: 'another' }), cause: 'agentChanged' });
    const before = names().length;
    centre.backend.emit({ type: 'session', session: fakeOffer(), cause: 'sessionOffered' });
    const away = { ...fakeAgent('alice', { leadPage: 'another' }), status: 'offline' } as const;
    centre.backend.emit({ type: 'agent', agent: away, cause: 'agentStatusChanged' });
    expect(names().slice(before)).toEqual(['statusChanged']);
  });
});

describe('whatever the core says', () => {
  const cause = fc.constantFrom<DomainEventName>(...DOMAIN_EVENTS);
  /** What every phase has, so that any may follow any. */
  const whole = {
    ...{ leg: { state: 'none', at: null }, mute: 'off', cameraOff: 'off', hold: 'none', recording: 'off' },
    ...{ consult: { state: 'none' }, others: [], wrapUp: null },
  };
  const odd = fc.record(
    {
      kind: fc.constantFrom('phone', 'voip', 'video', 'internal'),
      phase: fc.constantFrom('offered', 'connecting', 'dialing', 'alerting', 'active', 'ended'),
      end: fc.record({ reason: fc.constantFrom('busy', 'requeued', 'transferred', 'localHangup'), by: fc.string() }),
      peer: fc.record({ id: fc.string(), masked: fc.boolean() }),
      deadline: fc.oneof(fc.integer(), fc.constant(null)),
      endedAt: fc.integer(),
    },
    { requiredKeys: ['kind', 'phase', 'end', 'peer', 'deadline', 'endedAt'] },
  );
  const update = fc.oneof(
    fc.tuple(odd, cause, fc.constantFrom('a', 'b')).map(
      // Far beyond what a backend may say: parts of one phase in another.
      ([changes, name, id]) =>
        ({ type: 'session', session: { ...fakeOffer(id), ...whole, ...changes }, cause: name }) as unknown as Update,
    ),
    fc.tuple(cause, fc.constantFrom('a', 'b')).map(([name, id]): Update => ({ type: 'removed', id, cause: name })),
    cause.map((name): Update => ({ type: 'agent', agent: fakeAgent('alice'), cause: name })),
    fc.constant<Update>({ type: 'reset', state: fakeState() }),
  );
  const act = fc.tuple(fc.nat(20), fc.constantFrom('a', 'b', 'c'));

  it('throws nothing, tells only known fields, and leaves no promise open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(update, act), { maxLength: 30 }), async (steps) => {
        const { tccc, centre, heard, said } = await openPage({ pages: 'all' });
        const methods = methodsOf(tccc);
        for (const step of steps) {
          if (!Array.isArray(step)) centre.backend.emit(step);
          // Nobody catches these: they may fail, but never as an uncaught rejection.
          else void methods[step[0] % methods.length]?.[1]({ ...ALL, sessionId: step[1] });
          tccc.Agent.getStatus();
        }
        await settle();
        expect(said).toEqual([]);
        for (const [, { data, ...flat }] of heard) expect(flat).toEqual(data);
        tccc.destroy();
      }),
      { numRuns: 100 },
    );
    // Short by itself, and long on a machine that does much else.
  }, 30_000);
});
