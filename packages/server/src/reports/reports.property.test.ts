import { createFakeClock } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentReport } from './agent-report.ts';
import type { AgentQuery, AgentRow, AgentTimes, Grouping, SkillGroupQuery, SkillGroupRow } from './report.types.ts';
import { skillGroupReport } from './skill-group-report.ts';
import { arraySource } from './testing/array-source.ts';
import { DAY, MINUTE, randomDay, type RandomDay, type Visit } from './testing/random-day.ts';

const DAY_MS = 24 * 60 * MINUTE;
const NOW = DAY + 3 * DAY_MS;
const clock = createFakeClock(NOW);
const TARGET = 10 * MINUTE;
const SHORT = 5 * MINUTE;
const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu');
const grouping: fc.Arbitrary<Grouping> = fc.constantFrom('15min', 'hour', 'day', 'whole');

const groups = (day: RandomDay, over: Partial<SkillGroupQuery> = {}): Promise<SkillGroupRow[]> =>
  skillGroupReport(arraySource(day), clock, {
    ...{ app: 'shop', from: DAY, to: DAY + DAY_MS, grouping: 'whole', timeZone: 'UTC', mostRows: 10_000 },
    ...{ targetMs: () => TARGET, shortMs: SHORT },
    ...over,
  });
const agents = (day: RandomDay, over: Partial<AgentQuery> = {}, at = clock): Promise<AgentRow[]> =>
  agentReport(arraySource(day), at, {
    ...{
      app: 'shop',
      from: DAY,
      to: DAY + DAY_MS,
      grouping: 'whole',
      timeZone: 'UTC',
      byGroup: false,
      mostRows: 10_000,
    },
    ...over,
  });

/** Numbers added up by id; `longestWaitMs` is the longest. */
function summed<Row extends object>(rows: readonly Row[], idOf: (row: Row) => string, columns: readonly string[]) {
  const all = new Map<string, Record<string, number>>();
  for (const row of rows) {
    const sums = all.get(idOf(row)) ?? {};
    for (const column of columns) {
      const value = Number((row as Record<string, unknown>)[column] ?? 0);
      sums[column] = column === 'longestWaitMs' ? Math.max(sums[column] ?? 0, value) : (sums[column] ?? 0) + value;
    }
    all.set(idOf(row), sums);
  }
  return all;
}
const GROUP_SUMS = [
  ...['offered', 'answered', 'answeredInTarget', 'abandoned', 'abandonedShort', 'overflowed', 'left', 'waiting'],
  ...['longestWaitMs', 'answeredWaitMs', 'abandonedWaitMs', 'agentsAsked', 'declined', 'missed'],
];
const CALL_SUMS = [
  ...['asked', 'answered', 'declined', 'missed', 'handled', 'handledOut', 'consulted'],
  ...['talkMs', 'holdMs', 'wrapMs', 'ringMs'],
];
const TIME_SUMS = ['signedInMs', 'idleMs', 'busyMs', 'wrapUpMs', 'notReadyMs', 'breakMs'];
const flat = ({ times, ...row }: AgentRow): object => ({ ...row, ...times });
const agentOf = ({ agent }: { agent?: string }): string => agent ?? '';

describe('a report on skill groups', () => {
  it('is what counting by hand gives', async () => {
    await fc.assert(
      fc.asyncProperty(randomDay, async (day) => {
        const rows = await groups(day);
        for (const group of ['sales', 'help']) {
          const mine = day.visits.filter(({ group: of, came }) => of === group && came >= 0 && came < 24 * 60);
          const row = rows.find(({ skillGroup }) => skillGroup === group);
          if (mine.length === 0) expect(row).toBeUndefined();
          else expect(row).toMatchObject(byHand(mine));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('adds up: everybody who came is somewhere', async () => {
    await fc.assert(
      fc.asyncProperty(randomDay, grouping, zone, async (day, by, timeZone) => {
        for (const row of await groups(day, { grouping: by, timeZone }))
          expect(row.answered + row.abandoned + row.overflowed + row.left + row.waiting).toBe(row.offered);
      }),
      { numRuns: 100 },
    );
  });

  it('of the parts is the one of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomDay,
        grouping,
        zone,
        fc.integer({ min: 1, max: 24 * 60 - 1 }),
        async (day, by, timeZone, cut) => {
          const idOf = ({ skillGroup }: SkillGroupRow): string => skillGroup;
          const whole = summed(await groups(day), idOf, GROUP_SUMS);
          expect(summed(await groups(day, { grouping: by, timeZone }), idOf, GROUP_SUMS)).toEqual(whole);
          const halves = [
            ...(await groups(day, { to: DAY + cut * MINUTE })),
            ...(await groups(day, { from: DAY + cut * MINUTE })),
          ];
          const waits = day.visits.some(({ end }) => end === null);
          // Who still waits is followed from the end of what was asked for.
          const columns = waits ? GROUP_SUMS.filter((one) => one !== 'longestWaitMs') : GROUP_SUMS;
          expect(summed(halves, idOf, columns)).toEqual(summed(await groups(day), idOf, columns));
        },
      ),
      { numRuns: 80 },
    );
  });
});

function byHand(visits: Visit[]): Partial<SkillGroupRow> {
  const ended = (end: Visit['end']) => visits.filter((one) => one.end === end);
  const waits = (of: Visit[]) => of.map(({ wait }) => wait * MINUTE);
  const sum = (of: number[]) => of.reduce((a, b) => a + b, 0);
  const answered = waits(ended('answered'));
  const abandoned = waits(ended('abandoned'));
  const still = ended(null).map(({ came }) => 2 * DAY_MS - came * MINUTE);
  const all = [...still, ...waits(visits.filter(({ end }) => end !== null))];
  const inTarget = answered.filter((wait) => wait <= TARGET).length;
  return {
    ...{ offered: visits.length, answered: answered.length, answeredInTarget: inTarget },
    ...{ abandoned: abandoned.length, abandonedShort: abandoned.filter((wait) => wait <= SHORT).length },
    ...{ overflowed: ended('overflowed').length, left: ended('left').length, waiting: still.length },
    ...{ serviceLevel: inTarget / visits.length, longestWaitMs: Math.max(...all) },
    asaMs: answered.length === 0 ? null : sum(answered) / answered.length,
    averageAbandonMs: abandoned.length === 0 ? null : sum(abandoned) / abandoned.length,
    missed: sum(visits.map(({ missedBy }) => missedBy.length)),
  };
}

describe('a report on agents', () => {
  it('has the times that looking at the agent every minute gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomDay,
        grouping,
        zone,
        fc.integer({ min: 1, max: 30 * 60 }),
        async (day, by, timeZone, now) => {
          const then = createFakeClock(DAY + now * MINUTE);
          for (const row of await agents(day, { grouping: by, timeZone }, then)) {
            const { breaks, occupancy, ...times } = row.times ?? { breaks: {}, occupancy: null };
            const seen = everyMinute(day, row, Math.min(row.to, then.now()));
            expect({ ...times, breaks }).toEqual(seen);
            const handling = seen.busyMs + seen.wrapUpMs;
            expect(occupancy).toBe(handling + seen.idleMs === 0 ? null : handling / (handling + seen.idleMs));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('has statuses that add up to the time signed in, and to the whole over its parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomDay,
        grouping,
        zone,
        fc.integer({ min: 1, max: 24 * 60 - 1 }),
        async (day, by, timeZone, cut) => {
          const rows = await agents(day, { grouping: by, timeZone });
          for (const { times } of rows) {
            const {
              signedInMs = 0,
              idleMs = 0,
              busyMs = 0,
              wrapUpMs = 0,
              notReadyMs = 0,
              breakMs = 0,
              breaks = {},
            } = times ?? {};
            expect(idleMs + busyMs + wrapUpMs + notReadyMs + breakMs).toBe(signedInMs);
            expect(Object.values(breaks).reduce((a, b) => a + b, 0)).toBe(breakMs);
          }
          const columns = [...CALL_SUMS, ...TIME_SUMS];
          const whole = summed((await agents(day)).map(flat), agentOf, columns);
          expect(summed(rows.map(flat), agentOf, columns)).toEqual(whole);
          const halves = [
            ...(await agents(day, { to: DAY + cut * MINUTE })),
            ...(await agents(day, { from: DAY + cut * MINUTE })),
          ];
          expect(summed(halves.map(flat), agentOf, columns)).toEqual(whole);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('has the calls that counting by hand gives, and the same by group', async () => {
    await fc.assert(
      fc.asyncProperty(randomDay, async (day) => {
        const rows = await agents(day);
        for (const row of rows) expect(row).toMatchObject(callsByHand(day, row.agent));
        const byGroup = await agents(day, { byGroup: true });
        expect(byGroup.every(({ times, skillGroup }) => times === undefined && skillGroup !== undefined)).toBe(true);
        const some = ([, sums]: [string, Record<string, number>]) => Object.values(sums).some((value) => value > 0);
        const whole = [...summed(rows, agentOf, CALL_SUMS)].filter(some);
        expect([...summed(byGroup, agentOf, CALL_SUMS)].filter(some)).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });
});

function everyMinute({ agents: all }: RandomDay, row: AgentRow, end: number): Omit<AgentTimes, 'occupancy'> {
  const times = {
    signedInMs: 0,
    idleMs: 0,
    busyMs: 0,
    wrapUpMs: 0,
    notReadyMs: 0,
    breakMs: 0,
    breaks: {} as Record<string, number>,
  };
  const column = {
    idle: 'idleMs',
    busy: 'busyMs',
    'wrap-up': 'wrapUpMs',
    'not-ready': 'notReadyMs',
    break: 'breakMs',
  } as const;
  for (let now = row.from; now < end; now += MINUTE) {
    const [, status = 'offline', reason] = all.get(row.agent)?.findLast(([when]) => DAY + when * MINUTE <= now) ?? [];
    if (status === 'offline') continue;
    times.signedInMs += MINUTE;
    times[column[status]] += MINUTE;
    if (status === 'break') times.breaks[reason ?? ''] = (times.breaks[reason ?? ''] ?? 0) + MINUTE;
  }
  return times;
}

function callsByHand({ engagements, visits }: RandomDay, agent: string): Partial<AgentRow> {
  const today = (at: number | null): boolean => at !== null && at >= DAY && at < DAY + DAY_MS;
  const parts = engagements.filter((one) => one.agent === agent && one.answeredAt !== null && today(one.doneAt));
  const handled = parts.filter(({ role }) => role === 'handler');
  const sum = (of: (one: (typeof handled)[number]) => number) => handled.reduce((total, one) => total + of(one), 0);
  const ms = sum(({ talkMs, holdMs, wrapMs }) => talkMs + holdMs + wrapMs);
  const asked = visits.filter(({ came }) => today(DAY + came * MINUTE)).flatMap(({ missedBy }) => missedBy);
  const answered = visits.filter(
    (one) => one.end === 'answered' && one.agent === agent && today(DAY + (one.came + one.wait) * MINUTE),
  );
  return {
    ...{ handled: handled.length, handledOut: handled.filter(({ direction }) => direction === 'out').length },
    ...{ consulted: parts.filter(({ role }) => role === 'consulted').length, answered: answered.length },
    ...{ talkMs: sum((one) => one.talkMs), ringMs: sum((one) => one.ringMs) },
    ...{ ahtMs: handled.length === 0 ? null : ms / handled.length },
    ...{ missed: asked.filter((one) => one === agent).length },
  };
}
