import type { Update } from '@callstation/core/model';
import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig, type SkillGroupConfig } from './app-config.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

const HOUR = 3600_000;
const CALLS = 300;
const AGENTS = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'];
const support = demoApp.skillGroups[0] as SkillGroupConfig;
const group = (id: string, over: Partial<SkillGroupConfig>): SkillGroupConfig => ({
  ...{ ...support, id, name: id, numbers: [`50${id.length}`], wrapUpMs: 20_000 },
  ...over,
});
const hours = {
  timeZone: 'Asia/Shanghai',
  weekly: [{ days: [1, 2, 3, 4, 5, 6, 7] as const, from: '08:00', to: '20:00' }],
};
const app: AppConfig = {
  ...demoApp,
  callerPriorities: [{ number: '13800138007', priority: 3 }],
  skillGroups: [
    group('sales', {
      members: ['alice', { agent: 'bob', level: 3 }, { agent: 'carol', level: 2, order: 1 }],
      strategy: 'skill',
      maxWaitMs: 120_000,
      overflow: { full: { skillGroup: 'desk' } },
    }),
    group('desk', {
      strategy: 'round-robin',
      noAnswer: 'again',
      queue: { greeting: { say: 'one-moment' }, comfort: { prompt: { say: 'please-wait' }, everyMs: 30_000 } },
    }),
    group('urgent', { strategy: 'ring-all', members: ['dave', 'erin', 'frank'], wrapUpMs: 0 }),
    group('billing', {
      hours: { ...hours, weekly: hours.weekly.map((one) => ({ ...one, days: [...one.days] })) },
      preferLastAgent: { withinMs: HOUR, waitMs: 20_000 },
      maxWaitMs: 300_000,
    }),
  ],
};

/** The same numbers for the same seed. */
function chanceOf(seed: number): { below(n: number): number; is(share: number): boolean } {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  return { below: (n) => Math.floor(next() * n), is: (share) => next() < share };
}

/** A whole day of that centre, and everything that was said to anybody, with the time. */
async function day(seed: number): Promise<{ log: string; bench: Bench }> {
  const chance = chanceOf(seed);
  const bench = await createBench({ apps: [app] });
  const { clock, phone } = bench;
  const seats = new Map<string, TestSeat>();
  const quietly = (work: Promise<unknown>): void => void work.catch(() => {});
  /** Agents do with a call what people do: most answer after a while, some decline, some are not at their desk. */
  const react = (agent: string, update: Update): void => {
    const seat = seats.get(agent);
    if (seat === undefined || update.type !== 'session' || update.session.kind === 'im') return;
    const { id: sessionId, phase } = update.session;
    if (phase === 'offered') {
      const verb = chance.is(0.1) ? 'call.reject' : 'call.answer';
      if (chance.is(0.9)) clock.after(1000 + chance.below(15_000), () => quietly(seat.request(verb, { sessionId })));
    } else if (update.cause === 'sessionActive') {
      clock.after(20_000 + chance.below(300_000), () => quietly(seat.request('call.hangup', { sessionId })));
    }
  };
  const log: string[] = [];
  bench.centre.onUpdate(({ agent }, update) => {
    log.push(`${clock.now()} ${agent} ${JSON.stringify(update)}`);
    react(agent, update);
  });
  const calls = (): void => {
    const customer = phone.incoming(`1380013800${chance.below(10)}`, `50${4 + chance.below(4)}`);
    if (chance.is(0.3))
      clock.after(5000 + chance.below(200_000), () => phone.end(customer, { reason: 'remoteHangup', by: 'peer' }));
  };
  const works = (agent: string): void => {
    const seat = seats.get(agent);
    if (seat === undefined) return void seats.set(agent, bench.sit(agent));
    const wish = chance.below(4);
    if (wish === 0) {
      seat.close();
      seats.delete(agent);
    } else {
      const status = wish === 1 ? ({ status: 'break', reason: 'lunch' } as const) : ({ status: 'idle' } as const);
      quietly(seat.request('agent.setStatus', status));
    }
  };
  for (let call = 0; call < CALLS; call++) {
    await bench.pass(chance.below((2 * 24 * HOUR) / CALLS));
    calls();
    if (chance.is(0.5)) works(AGENTS[chance.below(AGENTS.length)] ?? 'alice');
  }
  for (const agent of AGENTS) if (!seats.has(agent)) seats.set(agent, bench.sit(agent));
  // In the end everybody is at work.
  for (let turn = 0; turn < 30; turn++) {
    for (const seat of seats.values()) quietly(seat.request('agent.setStatus', { status: 'idle' }));
    await bench.pass(4 * 60_000);
  }
  const orders = phone.orders.map((order) => JSON.stringify(order));
  const records = (await bench.store.records({ app: 'demo' })).map((record) => JSON.stringify(record));
  return { log: [...log, ...orders, ...records].join('\n'), bench };
}

describe('a day of a centre', () => {
  it('is the same again, byte for byte', async () => {
    const [first, second] = [await day(1), await day(1)];
    expect(first.log.length).toBeGreaterThan(500_000);
    expect(second.log === first.log).toBe(true);
    expect((await day(2)).log === first.log).toBe(false);
  }, 120_000);

  it('leaves nobody waiting, and no call behind', async () => {
    const { bench } = await day(3);
    const ids = new Set((await bench.store.records({ app: 'demo' })).map(({ sessionId }) => sessionId));
    expect(ids.size).toBe(CALLS);
    const customers = bench.phone.live().filter(({ incoming }) => incoming);
    expect(customers).toEqual([]);
    expect(bench.logs.filter(({ level }) => level === 'error')).toEqual([]);
  }, 120_000);
});
