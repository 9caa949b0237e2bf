import { describe, expect, it } from 'vitest';
import { promptFile } from '../sound/prompts.ts';
import { demoApp, type SkillGroupConfig } from './app-config.ts';
import { createBench, type Bench } from './testing/bench.ts';

const CALLER = '13800138000';
const support = demoApp.skillGroups[0] as SkillGroupConfig;
const sales: SkillGroupConfig = { ...support, id: 'sales', name: 'Sales', numbers: ['5000'], members: ['bob'] };

const open = (over: Partial<SkillGroupConfig>): Promise<Bench> =>
  createBench({ apps: [{ ...demoApp, skillGroups: [{ ...support, members: ['alice'], ...over }, sales] }] });

/** What the customer hears: the name of a prompt or a file, `music`, a tone; `nothing`; `gone`. */
function heard({ phone }: Bench): string {
  const customer = phone.live().find(({ incoming }) => incoming);
  if (customer === undefined) return 'gone';
  const id = [...phone.plays].findLast(([, to]) => 'leg' in to && to.leg === customer.leg)?.[0];
  const order = phone.orders.findLast((one) => one[0] === 'play' && one[1] === id);
  if (order?.[0] !== 'play') return customer.room === null ? 'nothing' : 'the room';
  const [, , , source] = order;
  if ('file' in source) return source.file.replace(/^.*\/|\.wav$/gu, '');
  return 'tone' in source ? source.tone : 'music';
}
/** What the customer hears comes to its end. */
async function soundEnds(bench: Bench): Promise<void> {
  const id = [...bench.phone.plays.keys()].at(-1);
  if (id === undefined) throw new Error('nothing is played');
  bench.phone.played(id);
  await bench.rest();
}
async function call(bench: Bench): Promise<void> {
  bench.phone.incoming(CALLER);
  await bench.rest();
}

describe('a caller who waits', () => {
  it('is greeted once, hears music, and is comforted again and again', async () => {
    const comfort = { prompt: { say: 'please-wait' }, everyMs: 30_000 };
    const bench = await open({
      queue: { greeting: { say: 'one-moment' }, music: { file: '/music/calm.wav' }, comfort },
    });
    await call(bench);
    expect(heard(bench)).toBe('one-moment');
    await soundEnds(bench);
    expect(heard(bench)).toBe('calm');
    await bench.pass(29_999);
    expect(heard(bench)).toBe('calm');
    for (let time = 0; time < 2; time++) {
      await bench.pass(time === 0 ? 1 : 30_000);
      expect(heard(bench)).toBe('please-wait');
      await soundEnds(bench);
      expect(heard(bench)).toBe('calm');
    }
    bench.sit('alice');
    await bench.rest();
    expect(heard(bench)).toBe('calm');
  });

  it('is told their place, which gets better', async () => {
    const bench = await open({ queue: { position: { everyMs: 10_000 } } });
    const first = bench.phone.incoming('13800138001');
    await bench.rest();
    bench.phone.incoming('13800138002');
    await bench.rest();
    await bench.pass(10_000);
    const told = (): string[] =>
      bench.phone.orders.flatMap((one) => (one[0] === 'play' && 'file' in one[3] ? [one[3].file] : []));
    expect(told()).toEqual([promptFile('position-1'), promptFile('position-2')]);
    for (const id of bench.phone.plays.keys()) bench.phone.played(id);
    bench.phone.end(first, { reason: 'remoteHangup', by: 'peer' });
    await bench.pass(10_000);
    expect(told().at(-1)).toBe(promptFile('position-1'));
  });

  it('hears nothing of it who need not wait', async () => {
    const bench = await open({ queue: { greeting: { say: 'one-moment' } } });
    bench.sit('alice');
    await call(bench);
    expect(bench.phone.orders.some(([name]) => name === 'play')).toBe(false);
  });

  it('goes on to music when a sound cannot be played', async () => {
    const bench = await open({ queue: { greeting: { say: 'one-moment' } } });
    bench.phone.fail('play');
    await call(bench);
    expect(heard(bench)).toBe('music');
  });
});

describe('overflow', () => {
  it('after the longest wait: an announcement, then the end', async () => {
    const bench = await open({ maxWaitMs: 60_000 });
    await call(bench);
    await bench.pass(59_999);
    expect(heard(bench)).toBe('music');
    await bench.pass(1);
    expect(heard(bench)).toBe('all-busy');
    await soundEnds(bench);
    expect(heard(bench)).toBe('gone');
    expect((await bench.store.records({ app: 'demo' }))[0]).toMatchObject({ agent: null, end: { by: 'system' } });
    const alice = bench.sit('alice');
    await bench.rest();
    expect(alice.state().sessions).toEqual([]);
  });

  it('to another group, where the caller keeps the time they waited', async () => {
    const bench = await open({ maxWaitMs: 60_000, overflow: { full: { skillGroup: 'sales' } } });
    await call(bench);
    await bench.pass(60_000);
    bench.phone.incoming('13800138009', '5000');
    await bench.rest();
    const bob = bench.sit('bob');
    await bench.rest();
    expect(bob.call()).toMatchObject({ peer: { number: '+8613800138000' }, context: { skillGroup: { id: 'sales' } } });
  });

  it('to a number, which has the caller when it answers', async () => {
    const bench = await open({ maxWaitMs: 60_000, overflow: { full: { number: '10001' } } });
    await call(bench);
    await bench.pass(60_000);
    const { leg } = bench.phone.to({ number: '10001' });
    bench.phone.emit({ type: 'answered', leg });
    await bench.rest();
    expect(heard(bench)).toBe('the room');
  });

  it('to a number that does not answer: told that all are busy', async () => {
    const bench = await open({ maxWaitMs: 60_000, overflow: { full: { number: '10001' } } });
    await call(bench);
    await bench.pass(60_000);
    bench.phone.end(bench.phone.to({ number: '10001' }).leg, { reason: 'busy', by: 'peer' });
    await bench.rest();
    expect(heard(bench)).toBe('all-busy');
  });

  it('at once when nobody is signed in, not when everybody is busy', async () => {
    const bench = await open({ overflow: { nobody: { announcement: { say: 'goodbye' } } } });
    await call(bench);
    expect(heard(bench)).toBe('goodbye');
    await soundEnds(bench);
    const alice = bench.sit('alice');
    await alice.request('call.dial', { to: { number: '10001' } });
    await call(bench);
    expect(heard(bench)).toBe('music');
  });

  it('does not come while the caller is being offered, but afterwards', async () => {
    const bench = await open({ maxWaitMs: 25_000, noAnswer: 'again' });
    await call(bench);
    await bench.pass(10_000);
    const alice = bench.sit('alice');
    await bench.pass(19_999);
    expect([alice.call().phase, heard(bench)]).toEqual(['offered', 'music']);
    await bench.pass(1);
    expect(heard(bench)).toBe('all-busy');
  });
});

describe('working hours', () => {
  /** Open from nine to five in Shanghai, every day. */
  const hours = {
    timeZone: 'Asia/Shanghai',
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '17:00' }],
  } as const;
  const until = async (bench: Bench, hour: number): Promise<void> => {
    const day = 86_400_000;
    const at = (hour - 8) * 3600_000;
    await bench.pass((((at - bench.clock.now()) % day) + day) % day);
  };
  const group = { hours: { ...hours, weekly: [...hours.weekly.map((one) => ({ ...one, days: [...one.days] }))] } };

  it('lets callers in when it is open, and tells them when it is not', async () => {
    const bench = await open(group);
    const alice = bench.sit('alice');
    await until(bench, 8);
    await call(bench);
    expect([heard(bench), alice.state().sessions]).toEqual(['closed', []]);
    await soundEnds(bench);
    expect(heard(bench)).toBe('gone');
    await until(bench, 9);
    await call(bench);
    expect(alice.call().phase).toBe('offered');
  });

  it('serves after it closes who was let in before, also when an agent is lost', async () => {
    const bench = await open(group);
    await until(bench, 16);
    await call(bench);
    await until(bench, 18);
    expect(heard(bench)).toBe('music');
    const alice = bench.sit('alice');
    await bench.rest();
    await alice.request('call.reject', { sessionId: alice.call().id });
    await bench.rest();
    expect(heard(bench)).toBe('music');
  });

  it('has another group take over when it is closed', async () => {
    const bench = await open({ ...group, overflow: { closed: { skillGroup: 'sales' } } });
    const bob = bench.sit('bob');
    await until(bench, 20);
    await call(bench);
    expect(bob.call().context.skillGroup?.id).toBe('sales');
  });
});
