import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig, type SkillGroupConfig } from './app-config.ts';
import { createBench } from './testing/bench.ts';

const group = (over: Partial<SkillGroupConfig>): SkillGroupConfig => ({
  ...{ id: 'support', name: 'Support', members: '*', ringTimeoutMs: 20_000, wrapUpMs: 0 },
  ...{ strategy: 'longest-idle', numbers: ['4000'] },
  ...over,
});
const appOf = (...skillGroups: SkillGroupConfig[]): AppConfig => ({ ...demoApp, skillGroups });
const CALLER = '13800138000';

describe('a centre that is configured anew', () => {
  it('takes new calls by it, and lets calls that go on keep what they have', async () => {
    const bench = await createBench({ apps: [appOf(group({ wrapUpMs: 30_000 }))] });
    const [alice, bob] = [bench.sit('alice'), bench.sit('bob')];
    const first = bench.phone.incoming(CALLER, '4000');
    await bench.rest();
    await alice.request('call.answer', { sessionId: alice.call().id });
    await bench.rest();
    bench.centre.admin.reconfigure(
      appOf(group({ members: ['alice'] }), group({ id: 'sales', name: 'Sales', members: ['bob'], numbers: ['4001'] })),
    );
    bench.phone.incoming(CALLER, '4001');
    await bench.rest();
    expect(bob.call()).toMatchObject({ phase: 'offered', context: { skillGroup: { id: 'sales', name: 'Sales' } } });
    bench.phone.end(first, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    expect(alice.state().agent).toMatchObject({ status: 'wrap-up', skillGroups: ['support'] });
  });

  it('tells agents of their groups, and offers at once who has waited for them', async () => {
    const bench = await createBench({ apps: [appOf(group({ members: [] }))] });
    const alice = bench.sit('alice');
    bench.phone.incoming(CALLER, '4000');
    await bench.rest();
    expect(alice.state()).toMatchObject({ sessions: [], agent: { skillGroups: [] } });
    bench.centre.admin.reconfigure(appOf(group({ members: ['alice'] })));
    await bench.rest();
    expect(alice.state().agent.skillGroups).toEqual(['support']);
    expect(alice.call().phase).toBe('offered');
    expect(alice.causes()).toContain('agentChanged');
  });

  it('knows agents who are new, and forgets who is away and is gone from it', async () => {
    const agents = (...ids: string[]) => ids.map((id) => ({ id, name: id.toUpperCase(), role: 'agent' as const }));
    const bench = await createBench({ apps: [{ ...demoApp, agents: agents('alice', 'bob') }] });
    const alice = bench.sit('alice');
    bench.centre.admin.reconfigure({ ...demoApp, agents: agents('carol') });
    expect(bench.centre.admin.agents('demo').map(({ id, status }) => [id, status])).toEqual([
      ['alice', 'idle'],
      ['carol', 'offline'],
    ]);
    bench.centre.admin.reconfigure({ ...demoApp, agents: [{ id: 'carol', name: 'Carol C.', role: 'agent' }] });
    expect(bench.centre.admin.agents('demo')).toMatchObject([{ id: 'alice' }, { id: 'carol', name: 'Carol C.' }]);
    expect(alice.state().agent.name).toBe('alice');
  });

  it('refuses an app that it does not have', async () => {
    const bench = await createBench();
    expect(() => bench.centre.admin.reconfigure({ ...demoApp, id: 'other' })).toThrow('The token was refused');
  });
});

describe('what is done from outside', () => {
  it('ends a call for everybody, once, and not that of another app', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    await alice.request('call.answer', { sessionId: alice.call().id });
    await bench.rest();
    const { admin } = bench.centre;
    const [call] = admin.calls('demo');
    expect(call).toMatchObject({ session: { state: 'talk', endedAt: null }, engagements: [{ agent: 'alice' }] });
    const id = call?.session.id ?? '';
    await expect(admin.end('other', id)).rejects.toMatchObject({ code: 'notFound' });
    await admin.end('demo', id);
    await bench.rest();
    expect(alice.state().sessions).toEqual([]);
    expect(bench.phone.legs.get(customer)?.ended).toBe(true);
    expect(admin.calls('demo')).toEqual([]);
    await expect(admin.end('demo', id)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('sets the status of who is signed in, by reasons that there are', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const { admin } = bench.centre;
    await admin.setStatus('demo', 'alice', { status: 'break', reason: 'lunch' });
    expect(alice.state().agent).toMatchObject({ status: 'break', reason: 'lunch' });
    const unknown = admin.setStatus('demo', 'alice', { status: 'break', reason: 'golf' });
    await expect(unknown).rejects.toMatchObject({ code: 'invalidArgument' });
    await expect(admin.setStatus('demo', 'nobody', { status: 'idle' })).rejects.toMatchObject({ code: 'notFound' });
    await expect(admin.setStatus('other', 'alice', { status: 'idle' })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('signs an agent out, but not out of a call', async () => {
    const bench = await createBench();
    const alice = bench.sit('alice');
    const out: string[] = [];
    bench.centre.onSignOut(({ agent }) => void out.push(agent));
    const customer = bench.phone.incoming(CALLER);
    await bench.rest();
    const { admin } = bench.centre;
    expect(() => admin.signOut('demo', 'alice')).toThrow(expect.objectContaining({ code: 'invalidState' }));
    bench.phone.end(customer, { reason: 'remoteHangup', by: 'peer' });
    await bench.rest();
    admin.signOut('demo', 'alice');
    await bench.rest();
    expect([out, alice.state().agent.status]).toEqual([['alice'], 'offline']);
    expect(() => admin.signOut('demo', 'alice')).toThrow(expect.objectContaining({ code: 'invalidState' }));
  });
});
