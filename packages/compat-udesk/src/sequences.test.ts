import { fakeAgent, fakeState, linkAgents, settle, type LinkedAgents } from '@callstation/testkit';
import { callCommand, type AgentSnapshot } from '@callstation/core/model';
import { describe, expect, it } from 'vitest';

import type { AdvancedData, CallData } from './call-data.ts';
import { openBench, listen, PAGE, type Heard } from './testing/bench.ts';
import { changeStates, did, incoming, outgoing, STORIES } from './testing/play.ts';
import { UdeskCCPaasApiClass } from './udesk-api.ts';

const CALLS = new Set([
  'Delivered',
  'Originated',
  'Established',
  'ConnectionCleared',
  'Held',
  'Retrieved',
  'Conferenced',
  'Transferred',
]);
const callEvents = (names: readonly string[]): string[] => names.filter((name) => CALLS.has(name));
const dataOf = <Data = CallData>({ envelope }: Heard): Data => envelope.Data as Data;

const onBreak = (agent: AgentSnapshot) => ({ ...agent, status: 'break' }) as AgentSnapshot;

interface Linked extends LinkedAgents {
  api: UdeskCCPaasApiClass;
  heard: Heard[];
  names(): string[];
  last(name: string): CallData;
}

/** Alice's page speaks the vendor's dialect; bob and carol are agents as any. */
async function linked(): Promise<Linked> {
  const agents = await linkAgents();
  const api = new UdeskCCPaasApiClass({ workstation: agents.alice });
  const heard = listen(api);
  api.Init();
  await settle();
  heard.splice(0);
  return {
    ...agents,
    ...{ api, heard },
    names: () => callEvents(heard.map(({ name }) => name)),
    last(name) {
      const found = heard.findLast((one) => one.name === name);
      if (!found) throw new Error(`no ${name}`);
      return dataOf(found);
    },
  };
}

describe('a sign-in', () => {
  it('is told by Ready, GetState and AgentStateChanged, once', async () => {
    const { api, news } = await openBench();
    expect(news()).toEqual(['Ready', 'GetState', 'AgentStateChanged']);
    expect(await api.ConnectAsync()).toEqual({ Code: '0000', Data: null, Message: '', Visible: false });
    expect(news()).toEqual([]);
  });

  it('waits for ConnectAsync with AutoConnect false, and is told again after Disconnect', async () => {
    const { api, news, seat } = await openBench({ AutoConnect: false });
    expect(news()).toEqual([]);
    await Promise.all([api.ConnectAsync(), api.ConnectAsync()]);
    expect(news()).toEqual(['Ready', 'GetState', 'AgentStateChanged']);
    expect(api.Disconnect()).toBeUndefined();
    await settle();
    expect(seat.getSnapshot().page.connection.state).toBe('closed');
    await api.ConnectAsync();
    expect(news()).toEqual(['Ready', 'GetState', 'AgentStateChanged']);
  });

  it('is told again when the centre had ended it', async () => {
    const { api, news, tell, log, seat } = await openBench();
    news();
    const error = { code: 'signedOut', message: 'A supervisor signed you out.', retryable: false };
    tell({ type: 'page', page: { connection: { state: 'refused', since: 1, error } } });
    expect(log).toHaveLength(1);
    await api.ConnectAsync();
    expect(news()).toEqual(['Ready', 'GetState', 'AgentStateChanged']);
    expect(seat.getSnapshot().page.connection.state).toBe('ready');
  });

  it('is followed by GetState when the connection was lost and came back', async () => {
    const { news, tell, heard } = await openBench({}, { sessions: [incoming('s1')] });
    news();
    const now = { since: 1 };
    tell({ type: 'page', page: { connection: { state: 'reconnecting', ...now } } });
    expect(news()).toEqual([]);
    tell({ type: 'page', page: { connection: { state: 'ready', ...now } } });
    expect(news()).toEqual(['GetState']);
    expect(heard.at(-1)?.envelope.Data).toMatchObject({
      CallID: 's1',
      CurExtState: 'ringing',
      DestNumberLoc: 'Berlin',
    });
  });

  it('is followed by what was missed, and GetState, when the centre came back with another state', async () => {
    const { seat, news, tell, heard } = await openBench({}, { sessions: [incoming('s1')] });
    news();
    const agent = seat.getSnapshot().agent ?? fakeAgent();
    const state = fakeState({ agent: onBreak(agent), sessions: [incoming('s2')] });
    tell({ type: 'reset', state });
    const names = news().filter((name) => name !== 'AdvancedCallStatusChanged');
    expect(names).toEqual([
      ...['ConnectionCleared', 'PhoneStateChanged', 'Delivered', 'PhoneStateChanged'],
      ...['AgentStateChanged', 'GetState'],
    ]);
    const ids = heard.flatMap(({ name, envelope }) =>
      name === 'ConnectionCleared' || name === 'Delivered' ? [(envelope.Data as CallData).CallID] : [],
    );
    expect(ids.slice(-2)).toEqual(['s1', 's2']);
    tell({ type: 'reset', state });
    expect(news()).toEqual(['GetState']);
  });

  it('tells nothing of what was missed before it can be acted upon', async () => {
    const { news, tell, heard } = await openBench();
    news();
    tell({ type: 'page', page: { connection: { state: 'reconnecting', since: 1 } } });
    tell({
      type: 'reset',
      state: fakeState({ agent: fakeAgent('alice', { leadPage: PAGE }), sessions: [incoming('s1')] }),
    });
    expect(news()).toEqual([]);
    tell({ type: 'page', page: { connection: { state: 'ready', since: 2 } } });
    const [first, ...others] = news();
    expect([first, others.at(-1)]).toEqual(['Delivered', 'GetState']);
    const advanced = heard.find(({ name }) => name === 'AdvancedCallStatusChanged');
    expect(advanced && dataOf<AdvancedData>(advanced).CallAuthority).toMatchObject({ AllowAnswer: true });
  });

  it('is followed by the calls there are, of a page that is loaded in the middle of one', async () => {
    const { news, heard } = await openBench({}, { sessions: [incoming('s1')] });
    expect(news().slice(0, 4)).toEqual(['Ready', 'GetState', 'AgentStateChanged', 'Delivered']);
    expect(dataOf(heard[3] as Heard).CallID).toBe('s1');
  });
});

describe('every story', () => {
  it.each(STORIES.map((story) => [story.name, story] as const))('%s', async (_, story) => {
    const bench = await openBench();
    bench.news();
    story.run(bench);
    const names = bench.news();
    expect(callEvents(names)).toEqual(story.calls);
    // Each is followed by its advanced form, of the same call.
    for (const [at, { name, envelope }] of bench.heard.entries()) {
      if (!CALLS.has(name)) continue;
      const next = bench.heard[at + 1];
      expect(next?.name).toBe('AdvancedCallStatusChanged');
      expect(next?.envelope.Data).toMatchObject({ CallEvent: name, CallID: (envelope.Data as CallData).CallID });
    }
  });

  it('says how the phone rings, talks and is idle again', async () => {
    const bench = await openBench();
    bench.play(incoming('s1')).step(...did.answered, ...did.hungUp);
    const phone = bench.heard.filter(({ name }) => name === 'PhoneStateChanged').map(({ envelope }) => envelope.Data);
    expect(phone).toMatchObject([
      [{ CallID: 's1', CurState: 'ringing' }],
      [{ CurState: 'busy' }],
      [{ CurState: 'idle' }],
    ]);
  });

  it('tells the agent’s states with the one before, and nothing of being in a call', async () => {
    const bench = await openBench();
    bench.heard.splice(0);
    changeStates(bench);
    bench.be({ status: 'busy' });
    const of = (name: string): unknown[] =>
      bench.heard.filter((one) => one.name === name).flatMap(({ envelope }) => envelope.Data as unknown[]);
    expect(of('AgentStateChanged')).toEqual([
      { CurState: 'busy', CurStateSubId: '0', OldState: 'idle' },
      { CurState: 'onBreak', CurStateSubId: '101', OldState: 'busy' },
      { CurState: 'idle', CurStateSubId: '0', OldState: 'onBreak' },
      { CurState: 'busy', CurStateSubId: '0', OldState: 'idle' },
      { CurState: 'idle', CurStateSubId: '0', OldState: 'busy' },
    ]);
    expect(of('PhoneModeChanged')).toEqual([
      { CurContact: 'cellphone', CurExtState: 'idle', CurNumber: '+491701' },
      { CurContact: 'voip', CurExtState: 'offline', CurNumber: '9001' },
      { CurContact: 'webrtc', CurExtState: 'idle', CurNumber: 'alice' },
    ]);
  });
});

describe('with linked agents', () => {
  it('calls out: the answer comes before Originated, and brings no id', async () => {
    const { api, exchange, names, last } = await linked();
    expect(await api.MakeCallAsync('10001')).toMatchObject({ Data: null });
    expect(names()).toEqual([]);
    exchange.customer.ring('session1');
    expect(last('Originated')).toMatchObject({
      CallID: 'session1',
      CustomerInfo: { Number: '10001' },
      WorkFlow: 'out_direct',
    });
    exchange.customer.answer('session1');
    await api.HangupAsync(last('Established').CallID);
    expect(names()).toEqual(['Originated', 'Established', 'ConnectionCleared']);
  });

  it('takes a call: Delivered, AnswerAsync, Established, hold and back', async () => {
    const { api, exchange, names, last } = await linked();
    const id = exchange.callIn('alice', '+4930555');
    expect(last('Delivered')).toMatchObject({
      CallID: id,
      CallId: id,
      CallerInfo: { TelNumber: '+4930555' },
      CallAuthority: { AllowAnswer: true, AllowHangup: true },
    });
    await api.AnswerAsync();
    expect(last('Established').CallAuthority).toMatchObject({
      AllowAnswer: false,
      AllowHold: true,
      AllowUnHold: false,
      AllowTransfer: true,
    });
    await api.HoldAsync({ CallId: id });
    expect(last('Held').CallAuthority).toMatchObject({ AllowHold: false, AllowUnHold: true });
    await api.RecoveryAsync({ CallId: id });
    expect(last('Retrieved').CallAuthority).toMatchObject({ AllowHold: true, AllowUnHold: false });
    await api.HangupAsync(id);
    expect(last('ConnectionCleared').CallAuthority).toMatchObject({ AllowHangup: false });
    expect(names()).toEqual(['Delivered', 'Established', 'Held', 'Retrieved', 'ConnectionCleared']);
  });

  it('asks a colleague, makes it three, and gets them out again', async () => {
    const { api, bob, exchange, names, heard } = await linked();
    const CallId = exchange.callIn('alice', '+4930555');
    await api.AnswerAsync();
    await api.ConsultationAsync({ CallId, AgentId: 'bob' });
    await bob.calls.answer(CallId);
    const advanced = (): AdvancedData => {
      const found = heard.findLast(({ name }) => name === 'AdvancedCallStatusChanged');
      if (!found) throw new Error('none');
      return dataOf<AdvancedData>(found);
    };
    expect(advanced()).toMatchObject({
      AdvancedCallStatus: 'Consulting',
      CallType: 'Consult',
      CallAuthority: {
        OnBarButtonSwitch: true,
        AllowEndConsultation: true,
        AllowThreeWayAfterConsultation: true,
        AllowTransferAfterConsultation: true,
        AllowTransferAfterThreeWay: false,
        AdvancedCallStatus: true,
      },
    });
    await api.ConsultationToThreeWayAsync({ CallId });
    expect(advanced()).toMatchObject({
      AdvancedCallStatus: 'Conferenced',
      CallType: 'ThreeWay',
      CallAuthority: { AllowCancel: true, AllowTransferAfterThreeWay: true, AllowTransferAfterConsultation: false },
    });
    await api.RetrieveAfterThreeWayAsync({ CallId });
    expect(advanced()).toMatchObject({ AdvancedCallStatus: 'Established', CallAuthority: { AllowCancel: false } });
    expect(names()).toEqual(['Delivered', 'Established', 'Held', 'Retrieved', 'Conferenced']);
    expect(bob.getSnapshot().sessions).toEqual([]);
  });

  it.each([
    ['asked and given away', 'ConsultationAsync', 'ConsultationToTransferAsync'],
    ['brought in and given away', 'ThreewayAsync', 'TransferAfterThreeWayAsync'],
  ] as const)('%s: Transferred', async (_, first, then) => {
    const { api, bob, exchange, names } = await linked();
    const CallId = exchange.callIn('alice', '+4930555');
    await api.AnswerAsync();
    await api[first]({ CallId, AgentId: 'bob' });
    await bob.calls.answer(CallId);
    await api[then]({ CallId, AgentId: 'bob' });
    expect(names().slice(-2)).toEqual(['Transferred', 'ConnectionCleared']);
    expect(bob.getSnapshot().sessions).toMatchObject([{ phase: 'active', role: 'handler' }]);
  });

  it('gives a call away without asking, to an agent or to a number', async () => {
    const { api, bob, exchange, last } = await linked();
    const first = exchange.callIn('alice', '+4930555');
    await api.AnswerAsync();
    await api.TransferAsync({ CallId: first, AgentId: 'bob' });
    await bob.calls.answer(first);
    expect(last('Transferred')).toMatchObject({ CallID: first });
    const second = exchange.callIn('alice', '+4930666');
    await api.AnswerAsync();
    await api.TransferAsync({ CallId: second, AgentPhone: '+49301' });
    exchange.asked.answer(second);
    expect(last('Transferred')).toMatchObject({ CallID: second });
  });

  it('asks somebody and comes back', async () => {
    const { api, exchange, last } = await linked();
    const CallId = exchange.callIn('alice', '+4930555');
    await api.AnswerAsync();
    await api.ConsultationAsync({ CallId, AgentId: 'bob' });
    await api.EndConsultationAsync({ CallId });
    expect(last('Retrieved')).toMatchObject({ CallID: CallId, CallAuthority: { AllowConsultation: true } });
  });
});

describe('a facade that is made anew in the middle of a call', () => {
  it('tells the same from then on', async () => {
    const cut = async (rebuild: boolean): Promise<Heard[]> => {
      const bench = await openBench();
      const call = bench.play(incoming('s1', { skillGroup: { id: 'support', name: 'Support' } }));
      call.step(...did.answered, ...did.held);
      let { heard } = bench;
      if (rebuild) {
        bench.api.Destroy();
        const again = new UdeskCCPaasApiClass({ AgentId: 'alice', AppId: 'app-1', workstation: bench.seat });
        heard = listen(again);
        again.Init();
        await settle();
      }
      heard.splice(0);
      call.step(...did.resumed, ...did.asked, ...did.back, ...did.three, ...did.two);
      bench.play(outgoing('s2')).step(...did.rang);
      bench.be({ status: 'not-ready', why: 'agent', wanted: { status: 'not-ready' } });
      call.step(callCommand('mute', {}), ...did.hungUp);
      return heard;
    };
    const [kept, rebuilt] = [await cut(false), await cut(true)];
    expect(kept.length).toBeGreaterThan(15);
    expect(rebuilt).toEqual(kept);
  });
});
