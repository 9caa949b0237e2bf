import type { Id, Millis } from '@callstation/core/model';
import type { QueueEvent } from '../store/events.types.ts';
import type { Buckets } from './buckets.ts';
import type { SkillGroupQuery, SkillGroupRow } from './report.types.ts';
import { Tally } from './tally.ts';

type Counts = Pick<
  SkillGroupRow,
  | 'offered'
  | 'answered'
  | 'answeredInTarget'
  | 'abandoned'
  | 'abandonedShort'
  | 'overflowed'
  | 'left'
  | 'waiting'
  | 'answeredWaitMs'
  | 'abandonedWaitMs'
  | 'longestWaitMs'
  | 'agentsAsked'
  | 'declined'
  | 'missed'
>;

const none = (): Counts => ({
  ...{ offered: 0, answered: 0, answeredInTarget: 0, abandoned: 0, abandonedShort: 0, overflowed: 0, left: 0 },
  ...{ waiting: 0, answeredWaitMs: 0, abandonedWaitMs: 0, longestWaitMs: 0, agentsAsked: 0, declined: 0, missed: 0 },
});

const ASKED = { offered: 'agentsAsked', declined: 'declined', missed: 'missed' } as const;

/**
 * Counts what became of everybody who came to a queue in the interval. Each is counted where they came, whenever they were
 * answered: so the figures of a time that is over stay as they are, and all of a part add up.
 */
export class QueueTally {
  readonly #query: SkillGroupQuery;
  readonly #buckets: Buckets;
  readonly #counts: Tally<Counts>;
  /** Who came and still waits. */
  readonly #open = new Map<string, { skillGroup: Id; since: Millis }>();

  constructor(query: SkillGroupQuery, buckets: Buckets) {
    this.#query = query;
    this.#buckets = buckets;
    this.#counts = new Tally(none, query.mostRows);
  }

  /** Whether what happened after the interval still matters. */
  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  /** In order of time. */
  add(event: QueueEvent): void {
    const { type, skillGroup, since, sessionId } = event;
    const part = this.#buckets.at(since);
    if (part < 0) return;
    const key = JSON.stringify([sessionId, skillGroup, since]);
    if (type === 'enqueued') {
      if (this.#open.has(key)) return;
      this.#open.set(key, { skillGroup, since });
      this.#counts.of(part, skillGroup).offered += 1;
    } else if (!this.#open.has(key)) {
      // It was over, or its beginning was lost: half a story counts as none.
    } else if (type === 'offered' || type === 'declined' || type === 'missed') {
      this.#counts.of(part, skillGroup)[ASKED[type]] += 1;
    } else {
      this.#open.delete(key);
      this.#end(part, event, type);
    }
  }

  /** The rows, in order of time and group. `end`: who waits has waited until then. Once, last. */
  rows(end: Millis): SkillGroupRow[] {
    for (const { skillGroup, since } of this.#open.values()) {
      const counts = this.#counts.of(this.#buckets.at(since), skillGroup);
      counts.waiting += 1;
      counts.longestWaitMs = Math.max(counts.longestWaitMs, end - since);
    }
    this.#open.clear();
    return this.#counts.entries(this.#buckets).map(({ from, to, id: skillGroup, value }) => ({
      ...{ from, to, skillGroup },
      ...value,
      targetMs: this.#query.targetMs(skillGroup),
      serviceLevel: share(value.answeredInTarget, value.offered),
      asaMs: share(value.answeredWaitMs, value.answered),
      averageAbandonMs: share(value.abandonedWaitMs, value.abandoned),
    }));
  }

  #end(
    part: number,
    { skillGroup, at, since }: QueueEvent,
    type: 'answered' | 'abandoned' | 'overflowed' | 'left',
  ): void {
    const counts = this.#counts.of(part, skillGroup);
    const waited = Math.max(0, at - since);
    counts[type] += 1;
    counts.longestWaitMs = Math.max(counts.longestWaitMs, waited);
    if (type === 'answered') {
      counts.answeredWaitMs += waited;
      if (waited <= this.#query.targetMs(skillGroup)) counts.answeredInTarget += 1;
    }
    if (type !== 'abandoned') return;
    counts.abandonedWaitMs += waited;
    if (waited <= this.#query.shortMs) counts.abandonedShort += 1;
  }
}

/** A share or an average; null where there is nothing to divide by. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
