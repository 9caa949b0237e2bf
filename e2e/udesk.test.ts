import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { clearCustomers, customer, type CustomerReport, untilHears, untilSilent } from './harness/customer.ts';
import type { Desk } from './harness/desk.ts';
import { type Floor, humming, openFloor } from './harness/floor.ts';
import { createScene, legTo, PHONES, type Scene, VOICES } from './harness/scene.ts';
import { openUdeskSeat, type UdeskSeat } from './harness/udesk-seat.ts';
import { until } from './harness/until.ts';

/** A number where somebody picks up who hums their own voice. */
const GUEST = '+8613911110000';
const BUSY = '10002';
/** Alice's own phones, as the demo centre knows them. */
const [MOBILE, DESK_PHONE] = ['20001', '20002'];
const CALLER = '+8613800138000';

let floor: Floor;
let scene: Scene;
let alice: UdeskSeat;
let sam: UdeskSeat;
/** A colleague at a page of any kind. */
let bob: Desk;
beforeAll(async () => {
  floor = await openFloor();
  const { browser, centre } = floor;
  const open = (agent: 'alice' | 'sam'): Promise<UdeskSeat> => openUdeskSeat(browser, centre.url, agent, VOICES[agent]);
  [alice, sam, bob] = await Promise.all([open('alice'), open('sam'), floor.open('bob')]);
  scene = createScene(centre, () => [alice, sam, bob], PHONES);
  // Customers come to alice, unless a test has it otherwise.
  await Promise.all([sam.ask('SetAgentStateAsync', 'busy'), bob.self('setStatus', 'not-ready')]);
  await floor.script(GUEST, humming(VOICES.guest));
});
afterAll(async () => {
  const closed = await Promise.allSettled([alice?.close(), sam?.close()]);
  await floor?.close();
  for (const one of closed) if (one.status === 'rejected') throw one.reason;
});
beforeEach(() => Promise.all([alice.forget(), sam.forget()]));
afterEach(async () => {
  await clearCustomers(floor.centre);
  await Promise.all([alice.rest(), sam.rest(), floor.quiet(bob)]);
});

/** Somebody with a voice calls. */
async function ring(): Promise<{ CallId: string; caller: string }> {
  const scenario = { steps: humming(VOICES.customer).slice(1) };
  const { body } = await floor.centre.post('/dev/customers', { from: CALLER, scenario });
  const { CallID } = await alice.heard('Delivered');
  return { CallId: String(CallID), caller: (body as CustomerReport).id };
}
/** The same, answered by alice and heard. */
async function talking(): Promise<{ CallId: string; caller: string }> {
  const call = await ring();
  await alice.ask('AnswerAsync');
  await alice.heard('Established');
  await scene.hear({ alice: ['customer'], [call.caller]: ['alice'] });
  return call;
}
const IN = ['Delivered', 'Established'];
const offered = (at: Desk): Promise<unknown> => at.until('the offer', ({ phase }) => phase === 'offered');
const gone = (id: string): Promise<void> =>
  until('the far end to be over', async () => (await customer(floor.centre, id)).state === 'ended');

describe('a call', () => {
  it('comes in with its queue, its way and its place, and is muted and ended', async () => {
    const { CallId, caller } = await talking();
    expect(await alice.heard('Delivered')).toMatchObject({
      ...{ FromQueue: 'Support', WorkFlow: 'in', CallType: 'Inbound', DisplayNum: '4000' },
      CustomerInfo: { Number: CALLER, TelNumber: CALLER, City: expect.stringMatching(/./u) },
      CallAuthority: { AllowAnswer: true, AllowHangup: true, AllowHold: false },
    });
    expect(await alice.ask('MuteAsync', { CallId })).toEqual({});
    await untilSilent(floor.centre, caller);
    await alice.ask('UnmuteAsync', { CallId });
    await untilHears(floor.centre, caller, VOICES.alice);
    await alice.ask('HangupAsync', CallId);
    await alice.heard('ConnectionCleared');
    await gone(caller);
    expect(await alice.calls()).toEqual([...IN, 'ConnectionCleared']);
    const phone = (await alice.told()).filter(({ name }) => name === 'PhoneStateChanged');
    expect(phone.map(({ data }) => data['CurState'])).toEqual(['ringing', 'busy', 'idle']);
  });

  it('is made, with the flow and the number it shows', async () => {
    expect(await alice.ask('MakeCallAsync', GUEST, { BizId: 'order-1' })).toBeNull();
    const { id } = await legTo(floor.centre, GUEST);
    await alice.heard('Established');
    await scene.hear({ alice: ['guest'], [id]: ['alice'] });
    expect(await alice.heard('Originated')).toMatchObject({
      ...{ WorkFlow: 'out_direct', CallType: 'Outbound', DisplayNum: '+864001000100' },
      CustomerInfo: { Number: GUEST },
    });
    await floor.centre.remove(`/dev/customers/${id}`);
    await alice.heard('ConnectionCleared');
    expect(await alice.calls()).toEqual(['Originated', 'Established', 'ConnectionCleared']);
  });
});

describe('a colleague is asked', () => {
  async function asked() {
    const call = await talking();
    await alice.ask('ConsultationAsync', { CallId: call.CallId, AgentId: 'bob' });
    await offered(bob);
    await bob.call('answer', call.CallId);
    await scene.hear({ alice: ['bob'], bob: ['alice'], [call.caller]: ['music'] });
    return call;
  }

  it('and not waited for: the customer is back', async () => {
    const { CallId, caller } = await talking();
    await alice.ask('ConsultationAsync', { CallId, AgentId: 'bob' });
    await offered(bob);
    await scene.hear({ alice: ['ringback'], [caller]: ['music'] });
    await alice.ask('EndConsultationAsync', { CallId });
    await scene.hear({ alice: ['customer'], [caller]: ['alice'] });
    expect(await alice.calls()).toEqual([...IN, 'Held', 'Retrieved']);
  });

  it('and sent away', async () => {
    const { CallId, caller } = await asked();
    expect(await alice.heard('AdvancedCallStatusChanged', { AdvancedCallStatus: 'Consulting' })).toMatchObject({
      CallType: 'Consult',
    });
    await alice.ask('EndConsultationAsync', { CallId });
    await scene.hear({ alice: ['customer'], bob: [], [caller]: ['alice'] });
    expect(await alice.calls()).toEqual([...IN, 'Held', 'Retrieved']);
  });

  it('and given the customer', async () => {
    const { CallId, caller } = await asked();
    await alice.ask('ConsultationToTransferAsync', { CallId, AgentId: 'bob' });
    await scene.hear({ alice: [], bob: ['customer'], [caller]: ['bob'] });
    expect((await alice.calls()).slice(-2)).toEqual(['Transferred', 'ConnectionCleared']);
  });

  it('made a third, and sent away again', async () => {
    const { CallId, caller } = await asked();
    await alice.ask('ConsultationToThreeWayAsync', { CallId });
    await scene.hear({ alice: ['bob', 'customer'], bob: ['alice', 'customer'], [caller]: ['alice', 'bob'] });
    await alice.ask('RetrieveAfterThreeWayAsync', { CallId });
    await scene.hear({ alice: ['customer'], bob: [], [caller]: ['alice'] });
    // The colleague is in the call before the customer is back from the music.
    expect(await alice.calls()).toEqual([...IN, 'Held', 'Conferenced', 'Retrieved']);
  });

  it('brought in at once, and left with the customer', async () => {
    const { CallId, caller } = await talking();
    await alice.ask('ThreewayAsync', { CallId, AgentId: 'bob' });
    await offered(bob);
    await bob.call('answer', CallId);
    await scene.hear({ alice: ['bob', 'customer'], bob: ['alice', 'customer'], [caller]: ['alice', 'bob'] });
    expect(await alice.heard('Conferenced')).toMatchObject({ CallType: 'ThreeWay' });
    await alice.ask('TransferAfterThreeWayAsync', { CallId });
    await scene.hear({ alice: [], bob: ['customer'], [caller]: ['bob'] });
    expect((await alice.calls()).slice(-3)).toEqual(['Conferenced', 'Transferred', 'ConnectionCleared']);
  });
});

describe('a call is given away unasked', () => {
  it('to an agent', async () => {
    const { CallId, caller } = await talking();
    await alice.ask('TransferAsync', { CallId, AgentId: 'bob' });
    await offered(bob);
    await bob.call('answer', CallId);
    await scene.hear({ alice: [], bob: ['customer'], [caller]: ['bob'] });
    expect((await alice.calls()).slice(-2)).toEqual(['Transferred', 'ConnectionCleared']);
  });

  it('to a queue', async () => {
    const { CallId, caller } = await talking();
    // Who gives a call away is free for the next one, and this one is the next.
    await Promise.all([alice.ask('SetAgentStateAsync', 'busy'), bob.self('setStatus', 'idle')]);
    await alice.ask('TransferQueueAsync', { CallId, QueueId: 'sales' });
    await offered(bob);
    await bob.call('answer', CallId);
    await scene.hear({ alice: [], bob: ['customer'], [caller]: ['bob'] });
    expect((await alice.calls()).slice(-2)).toEqual(['Transferred', 'ConnectionCleared']);
    await bob.call('hangup', CallId);
    await bob.self('setStatus', 'not-ready');
    await alice.ask('SetAgentStateAsync', 'idle');
  });

  it('to somebody outside, who is there; and comes back from one who is not', async () => {
    const { CallId, caller } = await talking();
    await alice.forget();
    await alice.ask('TransferAsync', { CallId, AgentPhone: BUSY });
    await alice.heard('AdvancedCallStatusChanged', { AdvancedCallStatus: 'Established' });
    await scene.hear({ alice: ['customer'], [caller]: ['alice'] });
    await alice.ask('TransferAsync', { CallId, AgentPhone: GUEST });
    const guest = (await legTo(floor.centre, GUEST)).id;
    await scene.hear({ alice: [], [guest]: ['customer'], [caller]: ['guest'] });
    expect((await alice.calls()).slice(-2)).toEqual(['Transferred', 'ConnectionCleared']);
  });

  it('to a menu, by which the customer comes back to a queue and to the agent', async () => {
    const { CallId, caller } = await talking();
    const nodes = await alice.ask('GetIvrNodesAsync', 'main');
    expect(nodes).toContainEqual({ id: 'menu', name: 'Main menu' });
    await alice.ask('TransferIvrAsync', { CallId, IvrId: 'main', NodeId: 'menu', JumpType: ' agent_hangup' });
    await alice.heard('ConnectionCleared');
    await scene.hear({ alice: [] });
    await until('the menu at the customer', async () => !(await customer(floor.centre, caller)).heard.last.silent);
    await alice.forget();
    await floor.centre.post(`/dev/customers/${caller}/press`, { keys: '1' });
    expect(await alice.heard('Delivered')).toMatchObject({ CallID: CallId, FromQueue: 'Support', WorkFlow: 'in' });
    await alice.ask('AnswerAsync');
    await scene.hear({ alice: ['customer'], [caller]: ['alice'] });
    expect(await alice.calls()).toEqual(IN);
  });
});

describe('a supervisor', () => {
  it('listens, whispers, joins and takes the call over', async () => {
    const { CallId, caller } = await talking();
    const of = { CallId, AgentId: 'alice' };
    await sam.ask('EavesdropAsync', of);
    await scene.hear({ alice: ['customer'], [caller]: ['alice'], sam: ['alice', 'customer'] });
    await sam.ask('WhisperAsync', of);
    await scene.hear({ alice: ['customer', 'sam'], [caller]: ['alice'], sam: ['alice', 'customer'] });
    await sam.ask('ForcePickupAsync', { ...of, AgentPhone: '' });
    await scene.hear({ alice: ['customer', 'sam'], [caller]: ['alice', 'sam'], sam: ['alice', 'customer'] });
    await sam.ask('SubstituteAsync', of);
    await scene.hear({ alice: [], [caller]: ['sam'], sam: ['customer'] });
    await alice.heard('ConnectionCleared');
    const seen = (await sam.told()).filter(({ name }) => name === 'AdvancedCallStatusChanged');
    const statuses = seen.map(({ data }) => data['AdvancedCallStatus']);
    // While the agent leaves, there are three for a moment.
    const steps = statuses.filter((one, at) => one !== statuses[at - 1] && one !== 'Conferenced');
    expect(steps).toEqual(['Eavesdrop', 'Whisper', 'ForcePickup', 'Established']);
    await sam.ask('HangupAsync', CallId);
    await gone(caller);
    expect((await sam.calls()).at(-1)).toBe('ConnectionCleared');
  });

  it('whispers, and takes the call over, without having listened before', async () => {
    const { CallId, caller } = await talking();
    const of = { CallId, AgentId: 'alice' };
    await sam.ask('WhisperAsync', of);
    await scene.hear({ alice: ['customer', 'sam'], [caller]: ['alice'], sam: ['alice', 'customer'] });
    await sam.ask('HangupAsync', CallId);
    await scene.hear({ alice: ['customer'], [caller]: ['alice'], sam: [] });
    await sam.ask('SubstituteAsync', of);
    await scene.hear({ alice: [], [caller]: ['sam'], sam: ['customer'] });
    await sam.ask('HangupAsync', CallId);
    await gone(caller);
  });

  it('is what an agent without the right is not', async () => {
    await expect(alice.ask('EavesdropAsync', { CallId: 'x', AgentId: 'bob' })).rejects.toThrow('100022');
  });
});

describe('an agent', () => {
  it('takes calls at a phone: it is rung first, and both are heard there', async () => {
    expect(await alice.ask('GetPhoneModesAsync')).toHaveLength(3);
    await alice.ask('SetPhoneModeAsync', 'cellphone');
    expect(await alice.heard('PhoneModeChanged')).toEqual({
      CurContact: 'cellphone',
      CurExtState: 'idle',
      CurNumber: MOBILE,
    });
    await alice.ask('MakeCallAsync', GUEST);
    const phone = (await legTo(floor.centre, MOBILE)).id;
    const guest = (await legTo(floor.centre, GUEST)).id;
    expect(await alice.heard('Originated')).toMatchObject({ WorkFlow: 'out_callback', CallType: 'OtherIn' });
    await scene.hear({ alice: [], [phone]: ['guest'] });
    await floor.centre.remove(`/dev/customers/${guest}`);
    await alice.heard('ConnectionCleared');
    await alice.ask('SetPhoneModeAsync', 'voip');
    await alice.heard('PhoneModeChanged', { CurContact: 'voip', CurNumber: DESK_PHONE });
    expect(await alice.ask('GetAgentTerminalInfoAsync', { TerminalType: 'voip' })).toMatchObject({
      ...{ Number: DESK_PHONE, Password: '' },
    });
    await alice.ask('SetPhoneModeAsync', 'webrtc');
    await alice.heard('PhoneModeChanged', { CurContact: 'webrtc', CurNumber: 'alice' });
  });

  it('chooses a state, a break by its code, and is told the one before', async () => {
    const states = (await alice.ask('GetAgentStatesAsync')) as { Code: unknown; Owner?: string }[];
    expect(states.filter(({ Owner }) => Owner === 'onBreak').map(({ Code }) => Code)).toEqual([101, 102, 103]);
    await alice.ask('SetAgentStateAsync', 'onBreak', 102);
    await alice.ask('SetAgentStateAsync', 'busy');
    await alice.ask('SetAgentStateAsync', 'idle');
    await alice.heard('AgentStateChanged', { CurState: 'idle' });
    const seen = (await alice.told()).filter(({ name }) => name === 'AgentStateChanged').map(({ data }) => data);
    expect(seen).toEqual([
      { CurState: 'onBreak', CurStateSubId: '102', OldState: 'idle' },
      { CurState: 'busy', CurStateSubId: '0', OldState: 'onBreak' },
      { CurState: 'idle', CurStateSubId: '0', OldState: 'busy' },
    ]);
  });

  it('sees queues and colleagues as the centre has them', async () => {
    expect(await alice.ask('GetQueuesAgentsAsync')).toContainEqual({
      Name: 'Sales',
      QueueId: 'sales',
      Strategy: 2,
      Timeout: 300,
    });
    const of = async (seat: UdeskSeat): Promise<unknown> =>
      ((await seat.ask('GetOtherAgentsAsync')) as { AgentId: string }[]).find(({ AgentId }) => AgentId === 'bob');
    const contact = { Email: 'bob@callstation.example', WorkId: '1002', Role: 'agent' };
    expect(await of(alice)).toMatchObject({ ...contact, Mobile: '', Extensions: null });
    expect(await of(sam)).toMatchObject({ ...contact, Mobile: '20003', Extensions: ['20004'] });
  });
});
