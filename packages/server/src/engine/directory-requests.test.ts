import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig, type SkillGroupConfig } from './app-config.ts';
import { createBench, type SitOptions } from './testing/bench.ts';

const [support] = demoApp.skillGroups as [SkillGroupConfig];
const app: AppConfig = {
  ...demoApp,
  breakReasons: [
    { id: 'lunch', name: 'Lunch', code: 101 },
    { id: 'tea', name: 'Tea' },
  ],
  skillGroups: [
    { ...support, wrapUpMs: 30_000, maxWaitMs: 60_000, strategy: 'skill' },
    { ...support, id: 'claims', name: 'Claims', members: ['dora'], numbers: [], wrapUpMs: null },
  ],
  agents: [
    {
      ...{ id: 'alice', name: 'Alice', role: 'agent', phone: '9001', mobile: '+8613800138000' },
      ...{ email: 'alice@shop.example', workId: '0815', phonePassword: 'secret-a' },
    },
    { id: 'dora', name: 'Dora', role: 'supervisor', phone: '9002', phonePassword: 'secret-d' },
  ],
};
const open = async (over: Partial<AppConfig> = {}) => createBench({ apps: [{ ...app, ...over }] });

describe('colleagues', () => {
  const listed = async (as: string, options: SitOptions = {}) => {
    const bench = await open();
    bench.sit('alice', { page: 'hers' });
    return bench.sit(as, options).request('directory.agents', {});
  };
  const contact = { email: 'alice@shop.example', workId: '0815' };

  it('are told of each other’s role, e-mail and work id, and not of phone numbers', async () => {
    const [alice, dora] = await listed('bob');
    expect([alice, dora]).toMatchObject([
      { id: 'alice', role: 'agent', ...contact, skillGroups: ['support'] },
      { role: 'supervisor' },
    ]);
    expect(JSON.stringify([alice, dora])).not.toMatch(/9001|9002|13800138000|secret/u);
  });

  it('are told by number to who may supervise them, and to themselves', async () => {
    const numbers = { phone: '9001', mobile: '+8613800138000' };
    const supervisor = { rights: ['supervise'] } satisfies SitOptions;
    expect(await listed('sam', supervisor)).toMatchObject([numbers, { phone: '9002' }, { id: 'sam' }]);
    expect((await listed('alice'))[0]).toMatchObject(numbers);
    const [alice, dora] = await listed('sam', { ...supervisor, supervises: ['claims'] });
    expect(alice).not.toHaveProperty('mobile');
    expect(dora).toMatchObject({ phone: '9002' });
    expect(JSON.stringify(await listed('sam', supervisor))).not.toContain('secret');
  });
});

describe('an agent’s own phone', () => {
  const terminal = async (terminals: AppConfig['terminals'], agent = 'alice') =>
    (await open(terminals === undefined ? {} : { terminals })).sit(agent).request('directory.terminal', {});

  it('is told with its password only where the app lets pages read it', async () => {
    const server = 'pbx.shop.example:5061';
    expect(await terminal({ server, tellPassword: true })).toEqual({ server, number: '9001', password: 'secret-a' });
    expect(await terminal({ server })).toEqual({ server, number: '9001' });
    expect(await terminal(undefined)).toEqual({ number: '9001' });
    expect(await terminal({ tellPassword: true }, 'bob')).toEqual({});
  });
});

describe('queues and breaks', () => {
  it('are listed with how a queue is worked and which number a break has', async () => {
    const alice = (await open()).sit('alice');
    expect(await alice.request('directory.skillGroups', {})).toEqual([
      { id: 'support', name: 'Support', strategy: 'skill', ringTimeoutMs: 20_000, wrapUpMs: 30_000, maxWaitMs: 60_000 },
      { id: 'claims', name: 'Claims', strategy: 'longest-idle', ringTimeoutMs: 20_000, wrapUpMs: null },
    ]);
    expect(await alice.request('directory.breakReasons', {})).toEqual(app.breakReasons);
  });

  it('a break is shown with its number, in what is open and in every change', async () => {
    const bench = await open();
    const alice = bench.sit('alice');
    await alice.request('agent.setStatus', { status: 'break', reason: 'lunch' });
    expect(alice.state().agent).toMatchObject({ status: 'break', reason: 'lunch', breakCode: 101 });
    expect(bench.sit('alice', { page: 'second' }).state().agent).toMatchObject({ breakCode: 101 });
    await alice.request('agent.setStatus', { status: 'break', reason: 'tea' });
    expect(alice.state().agent).not.toHaveProperty('breakCode');
  });
});
