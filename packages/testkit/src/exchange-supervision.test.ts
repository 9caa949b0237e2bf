import type { Workstation } from '@callstation/core';
import type { CallSnapshot, Right } from '@callstation/core/model';
import { describe, expect, it } from 'vitest';

import { linkAgents } from './link-agents.ts';

const SUPERVISOR: Right[] = ['dial', 'supervise', 'intercept'];
const only = (one: Workstation): CallSnapshot | undefined => one.getSnapshot().sessions[0] as CallSnapshot | undefined;

/** Alice talks to a customer; Bob may supervise, and Carol may but not take over. */
async function floor() {
  const linked = await linkAgents({ rights: { bob: SUPERVISOR, carol: ['dial', 'supervise'] } });
  const ends: string[] = [];
  for (const name of ['alice', 'bob', 'carol'] as const) {
    linked[name].on('sessionEnded', ({ session }) => ends.push(`${name} ${'end' in session && session.end.reason}`));
  }
  const session = linked.exchange.callIn('alice', '+49170');
  await linked.alice.calls.answer(session);
  return { ...linked, session, of: { agent: 'alice', session }, ends };
}

describe('a supervision', () => {
  it('is connecting until the leg is up, changes its mode meanwhile, and cannot take over before', async () => {
    const { bob, alice, of, session, exchange } = await floor();
    const call = await bob.supervisor.listen(of);
    expect(call).toMatchObject({ phase: 'connecting', role: 'supervisor', peer: { agentId: 'alice' } });
    await bob.supervisor.barge(session);
    await expect(bob.supervisor.intercept(session)).rejects.toMatchObject({ data: { reason: 'wrongPhase' } });
    expect(only(alice)).toMatchObject({ others: [] });
    exchange.supervisor.up('bob');
    expect(only(bob)).toMatchObject({ phase: 'active', supervises: { mode: 'barge' }, others: [{ role: 'customer' }] });
    expect(only(alice)).toMatchObject({ others: [{ agentId: 'bob', role: 'supervisor' }] });
    await bob.supervisor.listen(of);
    expect(only(alice)).toMatchObject({ others: [] });
  });

  it('begins in the mode asked for, leaves without a trace, and fails alone', async () => {
    const { alice, bob, of, session, ends, exchange } = await floor();
    expect(await bob.supervisor.listen({ ...of, mode: 'whisper' })).toMatchObject({ supervises: { mode: 'whisper' } });
    await bob.supervisor.stop(session);
    await bob.supervisor.listen(of);
    exchange.supervisor.up('bob');
    await bob.calls.hangup(session);
    await bob.supervisor.listen(of);
    exchange.supervisor.fail('bob', { reason: 'systemError', by: 'system' });
    expect(ends).toEqual(['bob localHangup', 'bob localHangup', 'bob systemError']);
    expect(only(alice)).toMatchObject({ phase: 'active' });
  });

  it('takes the call over, and lets go whom the agent was asking', async () => {
    const { alice, bob, carol, of, session, ends, exchange } = await floor();
    await bob.supervisor.listen(of);
    exchange.supervisor.up('bob');
    await alice.calls.consult(session, { to: { agent: 'carol' } });
    await bob.supervisor.intercept(session);
    expect(only(bob)).toMatchObject({ role: 'handler', peer: { number: '+49170' }, others: [] });
    expect(only(carol)).toBeUndefined();
    exchange.customer.end(session, { reason: 'remoteHangup', by: 'peer' });
    expect(ends).toEqual(['carol remoteCancel', 'alice takenElsewhere', 'bob remoteHangup']);
  });

  it.each([
    ['hangup', 'remoteHangup'],
    ['transfer', 'transferred'],
  ] as const)('ends with the agent’s part: %s', async (how, reason) => {
    const { alice, bob, carol, of, session, ends, exchange } = await floor();
    await bob.supervisor.listen(of);
    exchange.supervisor.up('bob');
    if (how === 'hangup') await alice.calls.hangup(session);
    else {
      await alice.calls.transfer(session, { to: { agent: 'carol' } });
      await carol.calls.answer(session);
    }
    expect(ends).toContain(`bob ${reason}`);
    expect(only(bob)).toBeUndefined();
  });

  it('is refused to who may not, by page and exchange', async () => {
    const { alice, carol, of, session, exchange } = await floor();
    await expect(alice.supervisor.listen(of)).rejects.toMatchObject({ code: 'forbidden' });
    const raw = exchange.backend('alice').request('supervisor.listen', of, 'k1');
    await expect(raw).rejects.toMatchObject({ code: 'forbidden', data: { reason: 'noRight' } });
    await carol.supervisor.listen(of);
    exchange.supervisor.up('carol');
    await expect(carol.supervisor.intercept(session)).rejects.toMatchObject({ code: 'forbidden' });
    const other = exchange.callIn('bob', '+49171');
    await expect(carol.supervisor.listen({ agent: 'bob', session: other, mode: 'barge' })).rejects.toMatchObject({
      data: { reason: 'agentBusy' },
    });
  });
});
