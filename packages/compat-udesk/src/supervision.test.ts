import type { Workstation } from '@callstation/core';
import type { CallSnapshot, Right } from '@callstation/core/model';
import { linkAgents, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { listen, type Heard } from './testing/bench.ts';
import { UdeskCCPaasApiClass } from './udesk-api.ts';

const SUPERVISOR: Right[] = ['dial', 'supervise', 'intercept'];

/** Alice talks to a customer; Bob's page is the vendor's class, and his leg comes up when the test says so. */
async function floor(rights: Right[] = SUPERVISOR) {
  const linked = await linkAgents({ rights: { bob: rights } });
  const { alice, bob, exchange } = linked;
  const api = new UdeskCCPaasApiClass({ AgentId: 'bob', workstation: bob });
  const heard: Heard[] = listen(api);
  api.Init();
  await settle();
  const CallId = exchange.callIn('alice', '+49170');
  await alice.calls.answer(CallId);
  // Every way in which Bob has been with the call.
  const modes = new Set<string>();
  bob.subscribe(() => modes.add(only(bob)?.supervises?.mode ?? ''));
  const statuses = (): unknown[] =>
    heard.flatMap(({ name, envelope: { Data } }) =>
      name === 'AdvancedCallStatusChanged' ? [(Data as { AdvancedCallStatus: string }).AdvancedCallStatus] : [],
    );
  return { ...linked, api, statuses, modes, CallId, of: { CallId, AgentId: 'alice' } };
}

const only = (one: Workstation): CallSnapshot | undefined => one.getSnapshot().sessions[0] as CallSnapshot | undefined;

/** The code it is refused with. */
const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => '0000',
    (error: { Code: string }) => error.Code,
  );

describe('a supervisor who did not listen before', () => {
  it.each([
    ['WhisperAsync', 'whisper', 'Whisper'],
    ['ForcePickupAsync', 'barge', 'ForcePickup'],
    ['EavesdropAsync', 'listen', 'Eavesdrop'],
  ] as const)('%s', async (name, mode, status) => {
    const { api, bob, exchange, of, statuses, modes } = await floor();
    expect(await api[name](of)).toMatchObject({ Code: '0000' });
    expect(only(bob)).toMatchObject({ phase: 'connecting', supervises: { mode } });
    exchange.supervisor.up('bob');
    expect(only(bob)).toMatchObject({ phase: 'active', supervises: { mode } });
    expect(modes).toEqual(new Set(['', mode]));
    expect(statuses()).toContain(status);
  });

  it('SubstituteAsync answers once the call is theirs', async () => {
    const { api, alice, bob, exchange, of } = await floor();
    let answer: unknown;
    const asked = api.SubstituteAsync(of).then((given) => (answer = given));
    await settle();
    expect(answer).toBeUndefined();
    expect(only(bob)).toMatchObject({ phase: 'connecting', supervises: { mode: 'listen' } });
    expect(only(alice)).toMatchObject({ phase: 'active' });
    exchange.supervisor.up('bob');
    expect(await asked).toMatchObject({ Code: '0000' });
    expect(only(bob)).toMatchObject({ role: 'handler', peer: { number: '+49170' } });
    expect(only(alice)).toBeUndefined();
  });
});

describe('a supervisor who is with the call already', () => {
  it('goes on at once, whether or not the leg is up', async () => {
    const { api, bob, exchange, of } = await floor();
    await api.EavesdropAsync(of);
    await api.WhisperAsync(of);
    expect(only(bob)).toMatchObject({ phase: 'connecting', supervises: { mode: 'whisper' } });
    const taken = api.SubstituteAsync(of);
    exchange.supervisor.up('bob');
    await taken;
    expect(only(bob)).toMatchObject({ role: 'handler' });
  });

  it('is not taken for one who is with another agent of it', async () => {
    const { api, alice, bob, carol, exchange, of } = await floor();
    await alice.calls.conference(of.CallId, { to: { agent: 'carol' } });
    await carol.calls.answer(of.CallId);
    await api.EavesdropAsync(of);
    exchange.supervisor.up('bob');
    expect(await codeOf(api.WhisperAsync({ ...of, AgentId: 'carol' }))).toBe('100021');
    expect(await codeOf(api.SubstituteAsync({ ...of, AgentId: 'carol' }))).toBe('100021');
    expect(only(bob)).toMatchObject({ supervises: { mode: 'listen' }, peer: { agentId: 'alice' } });
    expect(only(alice)).toMatchObject({ phase: 'active' });
  });
});

describe('SubstituteAsync that fails leaves nobody behind', () => {
  it('without the right: not even one who listened for a moment', async () => {
    const { api, of, modes } = await floor(['dial', 'supervise']);
    expect(await codeOf(api.SubstituteAsync(of))).toBe('100022');
    expect([...modes].filter((mode) => mode !== '')).toEqual([]);
  });

  it('where the agent has the call no more by then', async () => {
    const { api, alice, bob, of } = await floor();
    const asked = codeOf(api.SubstituteAsync(of));
    await settle();
    await alice.calls.hangup(of.CallId);
    expect(await asked).toBe('100021');
    expect(only(bob)).toBeUndefined();
  });

  it('where the sound does not come up', async () => {
    const { api, alice, bob, exchange, of } = await floor();
    const asked = codeOf(api.SubstituteAsync(of));
    await settle();
    exchange.supervisor.fail('bob', { reason: 'systemError', by: 'system' });
    expect(await asked).toBe('100021');
    expect(only(bob)).toBeUndefined();
    expect(only(alice)).toMatchObject({ phase: 'active' });
  });

  it('where it is refused: who only gives advice has not got the customer', async () => {
    const { api, alice, bob, carol, exchange, of } = await floor();
    await alice.calls.consult(of.CallId, { to: { agent: 'carol' } });
    await carol.calls.answer(of.CallId);
    const asked = codeOf(api.SubstituteAsync({ ...of, AgentId: 'carol' }));
    await settle();
    exchange.supervisor.up('bob');
    expect(await asked).toBe('100021');
    expect(only(bob)).toBeUndefined();
    expect(only(carol)).toMatchObject({ phase: 'active' });
  });

  it('but one who listened before goes on listening', async () => {
    const { api, alice, bob, carol, exchange, of } = await floor();
    await alice.calls.consult(of.CallId, { to: { agent: 'carol' } });
    await carol.calls.answer(of.CallId);
    await api.EavesdropAsync({ ...of, AgentId: 'carol' });
    exchange.supervisor.up('bob');
    expect(await codeOf(api.SubstituteAsync({ ...of, AgentId: 'carol' }))).toBe('100021');
    expect(only(bob)).toMatchObject({ phase: 'active', supervises: { mode: 'listen' } });
  });

  it('where the seat is left meanwhile', async () => {
    const { api, bob, of } = await floor();
    const asked = codeOf(api.SubstituteAsync(of));
    await settle();
    await bob.close();
    expect(await asked).toBe('000036');
  });
});
