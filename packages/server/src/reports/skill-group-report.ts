import type { Clock } from '@callstation/core/ports';
import { bucketsOf } from './buckets.ts';
import { QueueTally } from './queue-tally.ts';
import type { ReportSource, SkillGroupQuery, SkillGroupRow } from './report.types.ts';
import { inSlices } from './slices.ts';

/** Who came in the interval is followed for so long after it; who then still waits counts as waiting. */
const FOLLOWED_MS = 24 * 60 * 60_000;
/** What may be a stretch longer than it is followed costs little where nobody waits. */
const STRETCH_MS = 15 * 60_000;

/**
 * How the queues did, group by group: see docs/reports.md. Rows of a group and a part of the interval in which nobody came are
 * left out. Rejects as {@link bucketsOf}, and `tooLarge`.
 *
 * @example
 * await skillGroupReport(store.events, clock, { app, from, to, grouping: 'hour', timeZone: 'Asia/Shanghai', … });
 */
export async function skillGroupReport(
  source: Pick<ReportSource, 'queueEvents'>,
  clock: Clock,
  query: SkillGroupQuery,
): Promise<SkillGroupRow[]> {
  const { app, from, grouping, timeZone, skillGroup } = query;
  const tally = new QueueTally(query, bucketsOf(from, query.to, grouping, timeZone));
  const of = skillGroup === undefined ? {} : { skillGroup };
  const now = Math.round(clock.now());
  const add = async (start: number, end: number): Promise<void> => {
    const events = inSlices(
      start,
      end,
      (page: object) => source.queueEvents(app, { ...of, ...page }),
      ({ seq }) => seq,
    );
    for await (const event of events) tally.add(event);
  };
  await add(from, Math.min(query.to, now + 1));
  // What became of those who waited when the interval ended.
  const last = Math.min(query.to + FOLLOWED_MS, now + 1);
  for (let start = query.to; tally.isOpen && start < last; start += STRETCH_MS)
    await add(start, Math.min(start + STRETCH_MS, last));
  return tally.rows(last);
}
