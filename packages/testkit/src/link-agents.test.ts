import { DOMAIN_EVENTS, type CallSnapshot } from '@callstation/core/model';
import { describe, expect, it } from 'vitest';

import { bridged } from './bridge-pair.ts';
import { linkAgents as link, type LinkedAgents, type LinkOptions } from './link-agents.ts';
import { recordEvents } from './record-events.ts';

describe.each<[string, LinkOptions]>([
  ['directly', {}],
  ['each through a webview bridge', { through: bridged }],
])('agents that are linked %s', (_way, options) => {
  const linkAgents = (): Promise<LinkedAgents> => link(options);

  it('call each other, hold, mute and hang up', async () => {
    const { alice, bob } = await linkAgents();
    const offers = recordEvents(bob, ['sessionOffered', 'sessionEnded']);
    const call = await alice.calls.dial({ to: { agent: 'bob' } });
    const { session } = await offers.expectNext('sessionOffered');
    expect(session).toMatchObject({ id: call.id, kind: 'internal', peer: { agentId: 'alice' } });
    expect(alice.getSnapshot().sessions[0]?.phase).toBe('alerting');
    await bob.calls.answer(call.id);
    expect([alice, bob].map((one) => one.getSnapshot().sessions[0]?.phase)).toEqual(['active', 'active']);
    await alice.calls.hold(call.id);
    await bob.calls.mute(call.id);
    expect(alice.getSnapshot().sessions[0]).toMatchObject({ hold: 'held', mute: 'off' });
    expect(bob.getSnapshot().sessions[0]).toMatchObject({ hold: 'none', mute: 'on' });
    await bob.calls.hangup(call.id);
    const ended = await offers.expectNext('sessionEnded');
    expect((ended.session as CallSnapshot & { phase: 'ended' }).end).toEqual({ reason: 'localHangup', by: 'agent' });
    offers.assertNone();
    expect([alice, bob].map((one) => one.getSnapshot().sessions)).toEqual([[], []]);
  });

  it('decline and cancel', async () => {
    const { alice, bob } = await linkAgents();
    const ends: unknown[] = [];
    for (const one of [alice, bob]) {
      one.on('sessionEnded', ({ session }) => ends.push('end' in session ? session.end.reason : null));
    }
    const first = await alice.calls.dial({ to: { agent: 'bob' } });
    await bob.calls.reject(first.id);
    const second = await alice.calls.dial({ to: { agent: 'bob' } });
    await alice.calls.hangup(second.id);
    expect(ends).toEqual(['localReject', 'rejected', 'localCancel', 'remoteCancel']);
    await expect(alice.calls.dial({ to: { agent: 'nobody' } })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('reach customers that a test plays', async () => {
    const { alice, exchange } = await linkAgents();
    const phase = (): unknown => alice.getSnapshot().sessions[0]?.phase;
    const call = await alice.calls.dial({ to: '10001' });
    exchange.customer.ring(call.id);
    expect(phase()).toBe('alerting');
    exchange.customer.answer(call.id);
    await alice.calls.sendDigits(call.id, '17');
    expect(exchange.digits(call.id)).toBe('17');
    exchange.customer.end(call.id, { reason: 'remoteHangup', by: 'peer' });
    expect(phase()).toBeUndefined();
    const id = exchange.callIn('alice', '+49170');
    await alice.calls.answer(id);
    expect(phase()).toBe('active');
  });

  it('choose status, phone and number', async () => {
    const { alice } = await linkAgents();
    await alice.agent.setStatus({ status: 'break', reason: 'lunch' });
    await alice.agent.setPhone({ mode: 'mobile', number: '20001' });
    await alice.agent.setCallerNumber({ pool: 'north' });
    expect(alice.getSnapshot().agent).toMatchObject({
      ...{ status: 'break', reason: 'lunch', callerPool: 'north' },
      phone: { mode: 'mobile', number: '20001' },
    });
    await alice.agent.setCallerNumber('4000');
    await alice.agent.setStatus('wrap-up');
    await alice.agent.endWrapUp();
    expect(alice.getSnapshot().agent).toMatchObject({ status: 'idle', callerNumber: '4000' });
  });
});

describe('the event recorder', () => {
  it('waits, names what is wrong and what is left', async () => {
    const { alice, bob } = await link();
    const events = recordEvents(alice, DOMAIN_EVENTS);
    const next = events.next();
    await alice.calls.dial({ to: { agent: 'bob' } });
    expect((await next).name).toBe('sessionDialing');
    expect(() => events.assertNone()).toThrow('sessionAlerting');
    await expect(events.expectNext('sessionEnded')).rejects.toThrow('expected sessionEnded, got sessionAlerting');
    events.assertNone();
    events.stop();
    await bob.close();
    expect(events.names).toEqual(['sessionDialing', 'sessionAlerting']);
  });
});
