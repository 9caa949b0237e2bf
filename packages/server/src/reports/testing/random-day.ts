import type { AgentStatus } from '@callstation/core/model';
import fc from 'fast-check';
import type { AgentActivity, QueueEvent } from '../../store/events.types.ts';
import type { EngagementRow } from '../../store/records.types.ts';
import { sampleActivity, sampleEngagement, sampleQueueEvent } from '../../store/testing/samples.ts';
import type { Everything } from './array-source.ts';

/** Midnight in UTC of the day that is reported. */
export const DAY = Date.UTC(2026, 9, 24);
export const MINUTE = 60_000;
/** Minutes of what is made up: from the evening before until the evening after. */
const [FIRST, LAST] = [-6 * 60, 54 * 60];

const at = (minute: number): number => DAY + minute * MINUTE;
const minute = fc.integer({ min: FIRST, max: LAST });
const STATUSES: [AgentStatus, string | null][] = [
  ['offline', null],
  ['idle', null],
  ['busy', null],
  ['wrap-up', null],
  ['break', 'lunch'],
  ['break', 'coffee'],
  ['not-ready', 'agent'],
];

/** One agent's day: at those minutes they became that. */
const agentDay = fc.array(fc.tuple(minute, fc.constantFrom(...STATUSES)), { maxLength: 12 });

/** Somebody's visit to a queue. `wait` in minutes; `end` null: still there. */
export interface Visit {
  group: string;
  came: number;
  wait: number;
  end: 'answered' | 'abandoned' | 'overflowed' | 'left' | null;
  missedBy: string[];
  agent: string;
}

const visit: fc.Arbitrary<Visit> = fc.record({
  group: fc.constantFrom('sales', 'help'),
  came: minute,
  wait: fc.integer({ min: 0, max: 90 }),
  end: fc.constantFrom('answered', 'abandoned', 'overflowed', 'left', null),
  missedBy: fc.array(fc.constantFrom('alice', 'bob'), { maxLength: 2 }),
  agent: fc.constantFrom('alice', 'bob', 'chen'),
});

/** One agent's part of a call; minutes. */
const part = fc.record({
  agent: fc.constantFrom('alice', 'bob', 'chen'),
  group: fc.constantFrom('sales', 'help', null),
  out: fc.boolean(),
  offered: minute,
  answered: fc.boolean(),
  role: fc.constantFrom('handler', 'handler', 'consulted', 'supervisor'),
  ms: fc.tuple(fc.nat(5), fc.nat(60), fc.nat(20), fc.nat(20)),
  isDone: fc.boolean(),
});

/** A made-up time, as it was drawn and as the tables have it. */
export interface RandomDay extends Everything {
  agents: Map<string, [minute: number, status: AgentStatus, reason: string | null][]>;
  visits: Visit[];
}

/** Random days. */
export const randomDay: fc.Arbitrary<RandomDay> = fc
  .record({
    days: fc.tuple(agentDay, agentDay, agentDay),
    visits: fc.array(visit, { maxLength: 30 }),
    parts: fc.array(part, { maxLength: 30 }),
  })
  .map(({ days, visits, parts }) => {
    const agents = new Map(
      days.map((day, i) => [
        ['alice', 'bob', 'chen'][i] ?? '',
        day.toSorted(([a], [b]) => a - b).map(([when, [status, reason]]) => [when, status, reason] as const),
      ]),
    ) as RandomDay['agents'];
    return {
      ...{ agents, visits },
      activities: numbered([...agents].flatMap(([agent, day]) => activitiesOf(agent, day))),
      events: numbered(visits.flatMap(eventsOf)),
      engagements: parts.map((one, n) => engagementOf(one, n)),
    };
  });

function activitiesOf(agent: string, day: [number, AgentStatus, string | null][]): AgentActivity[] {
  let from: AgentStatus = 'offline';
  return day.map(([when, to, reason]) => {
    const activity = sampleActivity({ agent, at: at(when), from, to, reason });
    from = to;
    return activity;
  });
}

function eventsOf({ group: skillGroup, came, wait, end, missedBy, agent }: Visit, n: number): QueueEvent[] {
  const of = { skillGroup, sessionId: `s${n}`, since: at(came) };
  const asked = missedBy.flatMap((one): QueueEvent[] => [
    sampleQueueEvent({ ...of, at: at(came), type: 'offered', agent: one }),
    sampleQueueEvent({ ...of, at: at(came), type: 'missed', agent: one, reason: 'noAnswer' }),
  ]);
  const last =
    end === null
      ? []
      : [sampleQueueEvent({ ...of, at: at(came + wait), type: end, agent: end === 'answered' ? agent : null })];
  return [sampleQueueEvent({ ...of, at: at(came), type: 'enqueued' }), ...asked, ...last];
}

function engagementOf(one: typeof part extends fc.Arbitrary<infer Part> ? Part : never, n: number): EngagementRow {
  const [ringMs, talkMs, holdMs, wrapMs] = one.ms.map((length) => length * MINUTE) as [number, number, number, number];
  const offeredAt = at(one.offered);
  const [answeredAt, endedAt] = [offeredAt + ringMs, offeredAt + ringMs + talkMs + holdMs];
  return sampleEngagement({
    ...{
      id: `e${n}`,
      agent: one.agent,
      skillGroup: one.group,
      direction: one.out ? 'out' : 'in',
      role: one.role as 'handler',
    },
    ...{ offeredAt, answeredAt: one.answered ? answeredAt : null, endedAt },
    ...{ doneAt: one.isDone ? endedAt + wrapMs : null, state: one.isDone ? 'done' : 'wrap' },
    ...{ ringMs, talkMs, holdMs, wrapMs },
  });
}

/** In order of time, those of one instant as they were listed; numbered as the store numbers them. */
function numbered<Row extends { at: number; seq: number }>(rows: Row[]): Row[] {
  return rows.toSorted((a, b) => a.at - b.at).map((row, i) => ({ ...row, seq: i + 1 }));
}
