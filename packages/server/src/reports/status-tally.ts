import type { AgentStatus, Id, Millis } from '@callstation/core/model';
import type { AgentActivity } from '../store/events.types.ts';
import type { Buckets } from './buckets.ts';
import { share } from './queue-tally.ts';
import type { AgentTimes } from './report.types.ts';
import { Tally } from './tally.ts';

const none = (): AgentTimes => ({
  ...{ signedInMs: 0, idleMs: 0, busyMs: 0, wrapUpMs: 0, notReadyMs: 0, breakMs: 0 },
  ...{ breaks: {}, occupancy: null },
});

const COLUMN = {
  idle: 'idleMs',
  busy: 'busyMs',
  'wrap-up': 'wrapUpMs',
  'not-ready': 'notReadyMs',
  break: 'breakMs',
} as const satisfies Record<Exclude<AgentStatus, 'offline'>, keyof AgentTimes>;

/** Counts how long agents were shown as what, cut exactly where the interval and its parts begin and end. */
export class StatusTally {
  readonly #buckets: Buckets;
  readonly #times: Tally<AgentTimes>;
  readonly #now = new Map<Id, { status: AgentStatus; reason: string | null; since: Millis }>();

  /** `before`: the last activity of each agent before the interval. */
  constructor(buckets: Buckets, before: readonly AgentActivity[], mostRows: number) {
    this.#buckets = buckets;
    this.#times = new Tally(none, mostRows);
    const since = buckets.edges[0] ?? 0;
    for (const { agent, to: status, reason } of before) this.#now.set(agent, { status, reason, since });
  }

  /** In order of time, of the interval only. */
  add({ agent, at, to: status, reason }: AgentActivity): void {
    const known = this.#now.get(agent);
    // A clock that was set back took nobody's time away.
    const since = Math.max(at, known?.since ?? at);
    if (known !== undefined) this.#count(agent, known, since);
    this.#now.set(agent, { status, reason, since });
  }

  /** What each agent was is counted until `end`: the interval's, or now. Once, last. */
  times(end: Millis): Tally<AgentTimes> {
    for (const [agent, known] of this.#now) this.#count(agent, known, end);
    for (const { value } of this.#times.entries(this.#buckets)) {
      const handling = value.busyMs + value.wrapUpMs;
      value.occupancy = share(handling, handling + value.idleMs);
    }
    return this.#times;
  }

  #count(
    agent: Id,
    { status, reason, since }: { status: AgentStatus; reason: string | null; since: Millis },
    until: Millis,
  ) {
    if (status === 'offline') return;
    const { edges } = this.#buckets;
    for (let part = this.#buckets.at(since), from = since; part >= 0 && from < until; part += 1) {
      const to = Math.min(until, edges[part + 1] ?? from);
      if (to <= from) return;
      const times = this.#times.of(part, agent);
      times[COLUMN[status]] += to - from;
      times.signedInMs += to - from;
      if (status === 'break') times.breaks[reason ?? ''] = (times.breaks[reason ?? ''] ?? 0) + (to - from);
      from = to;
    }
  }
}
