import { CallstationError } from '@callstation/core';
import { settle } from '@callstation/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Envelope } from './envelope.ts';
import { UdeskError } from './index.ts';
import { listen, openBench, type Bench } from './testing/bench.ts';
import { did, incoming, outgoing } from './testing/play.ts';
import { METHODS } from './testing/table.ts';
import { UdeskCCPaasApiClass } from './udesk-api.ts';

const call = (api: object, name: string, args: readonly unknown[]): unknown =>
  (Reflect.get(api, name) as (...given: readonly unknown[]) => unknown).apply(api, [...args]);

/** What a promise came to: the four fields, of an answer or of a failure. */
async function outcome(answer: unknown): Promise<Envelope<unknown>> {
  expect(answer).toBeInstanceOf(Promise);
  return (answer as Promise<Envelope<unknown>>).catch((error: unknown) => {
    expect(error).toBeInstanceOf(UdeskError);
    return error as UdeskError;
  });
}

const written: string[] = [];

beforeEach(() => {
  for (const level of ['warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...line: unknown[]) => void written.push(line.join(' ')));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  written.splice(0);
});

describe('wrong use', () => {
  it.each([
    ['a missing id', 'HoldAsync', [{}], '100001'],
    ['no options at all', 'HoldAsync', [], '100001'],
    ['an id of a wrong type', 'HoldAsync', [{ CallId: {} }], '000001'],
    ['an unknown call', 'HoldAsync', [{ CallId: 'nobody' }], '100018'],
    ['an unknown call to give away', 'TransferAsync', [{ CallId: 'nobody', AgentId: 'bob' }], '100018'],
    ['nobody to give it to', 'TransferAsync', [{ CallId: 's1' }], '100001'],
    ['no number', 'MakeCallAsync', [], '100001'],
    ['a number of a wrong type', 'MakeCallAsync', [['10001']], '000001'],
    ['a state there is none of', 'SetAgentStateAsync', ['asleep'], '000001'],
    ['a phone there is none of', 'SetPhoneModeAsync', ['fax'], '000001'],
    ['a terminal there is none of', 'GetAgentTerminalInfoAsync', [{ TerminalType: 'fax' }], '000001'],
    ['an owner there is none of', 'GetSpNumbersAsync', [{ OwnerType: 'me' }], '000001'],
    ['a kind there is none of', 'GetNumberPoolAndSpNumAsync', [{ type: 3 }], '000001'],
    ['no kind', 'GetNumberPoolAndSpNumAsync', [], '100001'],
    ['nothing that rings', 'AnswerAsync', [], '100021'],
    ['nothing to end', 'HangupAsync', [], '100021'],
    ['a jump there is none of', 'TransferIvrAsync', [{ CallId: 's1', IvrId: '1', JumpType: 'trampoline' }], '000001'],
    ['an anonymous agent', 'ForcePickupAsync', [{ CallId: 's1', AgentPhone: '9' }], '000036'],
    ['nobody to supervise', 'EavesdropAsync', [{ CallId: 's1' }], '100001'],
    ['colleagues in no state', 'GetOtherAgentsAsync', [{ State: 'asleep' }], '000001'],
  ] as const)('%s', async (_, name, args, code) => {
    const { api, log } = await openBench();
    expect(await outcome(call(api, name, args))).toMatchObject({ Code: code, Data: null });
    expect(log).toHaveLength(1);
  });

  it('says in the page’s language what an agent may read, and hides the rest', async () => {
    const open = async (LanguageCode?: string): Promise<Bench> => {
      const bench = await openBench(LanguageCode === undefined ? {} : { LanguageCode });
      bench.play(incoming('s1'));
      return bench;
    };
    const held = async (bench: Bench): Promise<Envelope<unknown>> => outcome(bench.api.HoldAsync({ CallId: 's1' }));
    expect(await held(await open())).toMatchObject({
      Code: '100021',
      Message: '当前阶段不能执行此操作',
      Visible: true,
    });
    expect(await held(await open('en-US'))).toMatchObject({
      Visible: true,
      Message: expect.stringMatching(/^[\x20-\x7e’]+$/u),
    });
    const { api, backend } = await openBench();
    backend.handle('directory.skillGroups', () => {
      throw new Error('secret');
    });
    expect(await outcome(api.GetQueuesAgentsAsync())).toMatchObject({ Code: '000060', Visible: false });
  });

  it.each([
    ['forbidden', '100022'],
    ['network', '000035'],
    ['notFound', '100003'],
    ['mediaDenied', '000060'],
  ] as const)('passes on %s as %s', async (code, expected) => {
    const { api, backend, play } = await openBench();
    play(incoming('s1')).step(...did.answered);
    backend.handle('call.transfer', () => {
      throw new CallstationError(code);
    });
    expect(await outcome(api.TransferAsync({ CallId: 's1', AgentId: 'bob' }))).toMatchObject({ Code: expected });
  });

  it('wants a right of who sets the number of the app', async () => {
    const { api, backend } = await openBench();
    backend.handle('agent.setCallerNumber', ({ owner }) => {
      if (owner === 'app') throw new CallstationError('forbidden');
      return null;
    });
    expect(await outcome(api.SetSpNumberAsync({ OwnerType: 'agent', DisplayNumber: '1' }))).toMatchObject({
      Code: '0000',
    });
    expect(await outcome(api.SetSpNumberAsync({ OwnerType: 'app', DisplayNumber: '1' }))).toMatchObject({
      Code: '100022',
    });
  });
});

describe('a life out of order', () => {
  it('says that Init was called twice, and goes on', async () => {
    const { api, log, news } = await openBench();
    news();
    api.Init();
    await settle();
    expect(log).toEqual([expect.stringContaining('Init was called before')]);
    expect(news()).toEqual([]);
    expect(await outcome(api.GetPhoneModesAsync())).toMatchObject({ Code: '0000' });
  });

  it('refuses everything after Destroy, and begins anew with Init', async () => {
    const { api, news, seat } = await openBench();
    news();
    api.Destroy();
    expect(await outcome(api.GetPhoneModesAsync())).toMatchObject({ Code: '000036' });
    expect(seat.getSnapshot().page.connection.state).toBe('ready');
    const heard = listen(api);
    api.Init();
    await settle();
    expect(heard.map(({ name }) => name)).toEqual(['Ready', 'GetState', 'AgentStateChanged']);
    api.Destory();
    api.Destory();
    api.Disconnect();
  });

  it('is given no token, no provider, or a wrong address: Log hears why', async () => {
    const attempts: [unknown, string][] = [
      [undefined, '000001'],
      [null, '000001'],
      ['alice', '000001'],
      [{ Domain: 'wss://localhost/ws' }, '000001'],
      [{ Domain: 'not a url' }, '000001'],
      [{ Domain: 'wss://localhost/ws', AppDataProvider: { GetToken: () => 'token' } }, '000001'],
      [{ Domain: 'wss://localhost/ws', AppDataProvider: new UdeskCCPaasApiClass.AppDataProvider() }, '000001'],
      [
        { Domain: 'wss://localhost/ws', AppDataProvider: { GetToken: () => Promise.reject(new Error('down')) } },
        '000035',
      ],
    ];
    for (const [options, code] of attempts) {
      const log: string[] = [];
      const given =
        typeof options === 'object' && options !== null
          ? { ...options, Log: (m: { message: string }) => log.push(m.message) }
          : options;
      const api = new UdeskCCPaasApiClass(given as object);
      api.Init();
      expect(await outcome(api.ConnectAsync())).toMatchObject({ Code: code });
      if (given !== options) expect(log.length).toBeGreaterThan(0);
      api.Destroy();
    }
  });

  it('leaves no rejection to a page that does not look at answers', async () => {
    const uncaught: unknown[] = [];
    const take = (reason: unknown): void => void uncaught.push(reason);
    process.on('unhandledRejection', take);
    const { api, log } = await openBench({}, { connect: false });
    for (const { name, args } of METHODS) if (name !== 'ConnectAsync') call(api, name, args);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', take);
    expect(log).toHaveLength(METHODS.length - 1);
    expect(uncaught).toEqual([]);
  });

  it('keeps what listeners and Log throw to itself', async () => {
    const { api, play, news } = await openBench({
      Log: () => {
        throw new Error('broken log');
      },
    });
    api.on('Delivered', () => {
      throw new Error('broken');
    });
    api.on('Delivered', (async () => Promise.reject(new Error('broken later'))) as never);
    news();
    play(incoming('s1'));
    await settle();
    expect(news()).toContain('PhoneStateChanged');
    expect(written.join()).toContain('broken log');
  });

  it('takes listeners off: one, or all of a name', async () => {
    const { api, play } = await openBench();
    const heard: string[] = [];
    const first = (): void => void heard.push('first');
    api.on('Delivered', first);
    api.on('Delivered', () => heard.push('second'));
    play(incoming('s1'));
    api.off('Delivered', first);
    play(incoming('s2'));
    api.off('Delivered');
    play(incoming('s3'));
    expect(heard).toEqual(['first', 'second', 'second']);
  });
});

describe('lenient names', () => {
  const lenient: [string, (api: UdeskCCPaasApiClass) => unknown][] = [
    ['ThreeWayAsync', (api) => api.ThreeWayAsync({ CallId: 's1', AgentId: 'bob' })],
    ['CallID', (api) => api.HoldAsync({ CallID: 's1' } as never)],
    ['callId', (api) => api.HoldAsync({ callId: 's1' } as never)],
    ['AgentId is documented as a string', (api) => api.TransferAsync({ CallId: 's1', AgentId: 78 })],
    ['AgentPhone', (api) => api.ConsultationAsync({ CallId: 's1', AgentPhone: '9' })],
    ['not an object', (api) => api.HangupAsync({ CallId: 's1' })],
    ['id of a call', (api) => api.HangupAsync()],
    ['is not an event', (api) => api.on('Deliverd', () => undefined)],
    ['given no function', (api) => api.on('Delivered', null as never)],
    ['event.udesk-cc-paas', (api) => api.on('event.udesk-cc-paas', () => undefined)],
    ['Type is documented as type', (api) => api.GetNumberPoolAndSpNumAsync({ Type: 1 } as never)],
    ['Destory', (api) => api.Destory()],
  ];

  it.each(lenient)('%s works, and strict says so', async (said, use) => {
    for (const strict of [false, true]) {
      const { api, play } = await openBench({ strict });
      play(incoming('s1')).step(...did.answered);
      const answer = use(api);
      if (answer instanceof Promise) expect(await outcome(answer)).toMatchObject({ Code: '0000' });
      use(api);
      await settle();
      expect(written.filter((line) => line.includes(said))).toHaveLength(strict ? 1 : 0);
    }
  });

  it('hears everything under the sibling’s name, with the name of the event', async () => {
    const { api, play } = await openBench();
    const heard: unknown[] = [];
    api.on('event.udesk-cc-paas', (envelope) => heard.push(Reflect.get(envelope, 'Event')));
    play(outgoing('s1')).step(...did.rang);
    expect(heard).toEqual(['PhoneStateChanged', 'Originated', 'AdvancedCallStatusChanged']);
  });
});

describe('whatever is asked, whenever', () => {
  const value = fc.oneof(
    fc.constantFrom(
      's1',
      's9',
      'bob',
      'idle',
      'onBreak',
      'webrtc',
      'app',
      '10001',
      '',
      1,
      2,
      -1,
      NaN,
      null,
      undefined,
      true,
    ),
    fc.anything(),
  );
  const given = fc.oneof(
    value,
    fc.record(
      {
        CallId: value,
        AgentId: value,
        AgentPhone: value,
        QueueId: value,
        IvrId: value,
        OwnerType: value,
        type: value,
        id: value,
      },
      { requiredKeys: [] },
    ),
  );
  const step = fc.oneof(
    fc.record({
      ask: fc.constantFrom(
        ...METHODS.map(({ name }) => name),
        'Init',
        'on',
        'off',
        'Disconnect',
        'Destory',
        'HangupAsync',
      ),
      args: fc.array(given, { maxLength: 3 }),
    }),
    fc.record({ happen: fc.constantFrom(...(Object.keys(did) as (keyof typeof did)[])) }),
  );

  it('answers in the envelope and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 12 }), async (connect, steps) => {
        const { api, play } = await openBench({ strict: true }, { connect });
        const played = connect ? play(incoming('s1')) : null;
        const answers: Promise<Envelope<unknown>>[] = [];
        for (const one of steps) {
          if ('happen' in one) {
            if (played && played.now().phase !== 'ended') played.step(...did[one.happen]);
            continue;
          }
          const answer = call(api, one.ask, one.args);
          if (one.ask.endsWith('Async')) answers.push(outcome(answer));
          else expect(answer).toBeUndefined();
        }
        for (const { Code, Message, Visible } of await Promise.all(answers)) {
          expect(Code).toMatch(/^(0000|\d{6})$/u);
          expect(typeof Message).toBe('string');
          expect(typeof Visible).toBe('boolean');
        }
        await settle();
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});
