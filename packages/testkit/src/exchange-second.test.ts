import type { ActiveCall, CallSnapshot } from '@callstation/core/model';
import type { Workstation } from '@callstation/core';
import { describe, expect, it } from 'vitest';

import { linkAgents } from './link-agents.ts';

const only = (one: Workstation): CallSnapshot | undefined => one.getSnapshot().sessions[0] as CallSnapshot | undefined;
const call = (one: Workstation): ActiveCall => {
  const found = only(one);
  if (found?.phase !== 'active') throw new Error(`not active: ${found?.phase}`);
  return found;
};
const to = { agent: 'bob' };

/** Alice talks to a customer; every end is kept by who saw it. */
async function talking() {
  const linked = await linkAgents();
  const ends: string[] = [];
  for (const name of ['alice', 'bob', 'carol'] as const) {
    linked[name].on('sessionEnded', ({ session }) => ends.push(`${name} ${'end' in session && session.end.reason}`));
  }
  const id = linked.exchange.callIn('alice', '+49170');
  await linked.alice.calls.answer(id);
  return { ...linked, id, ends };
}

/** Bob is asked, and answered. */
async function asking() {
  const all = await talking();
  await all.alice.calls.consult(all.id, { to });
  await all.bob.calls.answer(all.id);
  return all;
}

describe('a consult', () => {
  it('holds the customer, is swapped, and is cancelled', async () => {
    const { alice, bob, id, ends } = await asking();
    expect(call(alice)).toMatchObject({ hold: 'held', consult: { state: 'active', party: { agentId: 'bob' } } });
    expect(call(bob)).toMatchObject({ role: 'consulted', peer: { agentId: 'alice' } });
    await alice.calls.swap(id);
    expect(call(alice).hold).toBe('none');
    await alice.calls.swap(id);
    await alice.calls.cancelConsult(id);
    expect(call(alice)).toMatchObject({ hold: 'none', consult: { state: 'none' } });
    expect(ends).toEqual(['bob remoteHangup']);
  });

  it('is completed: the customer goes to who was asked', async () => {
    const { alice, bob, id, ends } = await asking();
    await alice.calls.completeTransfer(id);
    expect(ends).toEqual(['alice transferred']);
    expect(call(bob)).toMatchObject({ role: 'handler', peer: { number: '+49170' } });
  });

  it('is merged; then the agent leaves it to the others', async () => {
    const { alice, bob, id, ends } = await asking();
    await alice.calls.merge(id);
    expect(call(alice)).toMatchObject({ hold: 'none', others: [{ agentId: 'bob' }] });
    expect(call(bob)).toMatchObject({ peer: { number: '+49170' }, others: [{ agentId: 'alice' }] });
    await alice.calls.completeTransfer(id);
    expect(ends).toEqual(['alice transferred']);
    expect(call(bob)).toMatchObject({ role: 'handler', others: [] });
  });

  it('ends when who was asked leaves, and when they refuse', async () => {
    const { alice, bob, id, ends } = await asking();
    await bob.calls.hangup(id);
    expect(call(alice)).toMatchObject({ hold: 'none', consult: { state: 'none' } });
    await alice.calls.consult(id, { to });
    await bob.calls.reject(id);
    expect(call(alice)).toMatchObject({ hold: 'none', consult: { state: 'none', failed: { reason: 'rejected' } } });
    expect(ends).toEqual(['bob localHangup', 'bob localReject']);
    await expect(alice.calls.consult(id, { to: { agent: 'nobody' } })).resolves.toBeUndefined();
    expect(call(alice).consult).toMatchObject({ failed: { reason: 'busy' } });
  });
});

describe('a blind transfer', () => {
  it('ends with an answer, or is taken back', async () => {
    const { alice, bob, id, ends, exchange } = await talking();
    await alice.calls.transfer(id, { to });
    await alice.calls.takeBack(id);
    expect(call(alice)).toMatchObject({ hold: 'none', consult: { state: 'none' } });
    await alice.calls.transfer(id, { to: { number: '20005' } });
    exchange.asked.refuse(id, { reason: 'busy', by: 'peer' });
    expect(call(alice).consult).toMatchObject({ state: 'none', failed: { reason: 'busy' } });
    await alice.calls.transfer(id, { to });
    await bob.calls.answer(id);
    expect(ends).toEqual(['bob remoteCancel', 'alice transferred']);
    expect(call(bob)).toMatchObject({ role: 'handler', peer: { number: '+49170' } });
  });
});

describe('a three-way call', () => {
  it('takes back who came last, removes, and goes on without who leaves', async () => {
    const { alice, bob, carol, id, ends, exchange } = await talking();
    await alice.calls.conference(id, { to });
    expect(call(alice).hold).toBe('none');
    await bob.calls.answer(id);
    await alice.calls.conference(id, { to: { agent: 'carol' } });
    await carol.calls.answer(id);
    expect(call(alice).others.map(({ agentId }) => agentId)).toEqual(['bob', 'carol']);
    await expect(bob.calls.takeBack(id)).rejects.toMatchObject({ code: 'invalidState' });
    await alice.calls.takeBack(id);
    expect(call(bob).others).toMatchObject([{ agentId: 'alice' }]);
    await alice.calls.conference(id, { to: { number: '+4940' } });
    exchange.asked.answer(id);
    const [, guest] = call(alice).others;
    expect(guest).toMatchObject({ number: '+4940' });
    await bob.calls.removeParticipant(id, guest?.id ?? '');
    await alice.calls.leave(id);
    expect(ends).toEqual(['carol remoteHangup', 'alice localHangup']);
    expect(call(bob)).toMatchObject({ role: 'handler', others: [] });
  });
});

describe('two calls of one agent', () => {
  it('are swapped', async () => {
    const { alice, id, exchange } = await talking();
    await alice.calls.hold(id);
    const second = exchange.callIn('alice', '+49171');
    await alice.calls.answer(second);
    const holds = () => alice.getSnapshot().sessions.map((one) => ('hold' in one ? one.hold : null));
    expect(holds()).toEqual(['held', 'none']);
    await alice.calls.swap(second);
    expect(holds()).toEqual(['none', 'held']);
    await alice.calls.swap(second);
    expect(holds()).toEqual(['held', 'none']);
  });
});

it('notes are known to all parties', async () => {
  const { alice, bob, id } = await asking();
  await bob.calls.setContext(id, { remark: 'vip' });
  await bob.sessions.annotate(id, { tags: ['a'] });
  expect(call(alice)).toMatchObject({ context: { flow: 'in', remark: 'vip' }, annotation: { tags: ['a'] } });
});
