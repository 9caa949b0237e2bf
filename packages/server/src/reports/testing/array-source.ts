import type { AgentActivity, EventQuery, QueueEvent } from '../../store/events.types.ts';
import type { EngagementRow } from '../../store/records.types.ts';
import type { ReportSource } from '../report.types.ts';

/** Everything that ever happened, as the store would give it back. */
export interface Everything {
  activities: AgentActivity[];
  events: QueueEvent[];
  engagements: EngagementRow[];
}

/** A {@link ReportSource} over arrays, with pages so small that each report reads several. */
export function arraySource({ activities, events, engagements }: Everything, page = 3): ReportSource {
  const inRange = <Row extends { at: number; seq: number }>(rows: Row[], query: EventQuery): Row[] => {
    const { from = -Infinity, to = Infinity, after = -Infinity, limit = page } = query;
    return rows
      .filter(({ at, seq }) => at >= from && at < to && seq > after)
      .toSorted((a, b) => a.seq - b.seq)
      .slice(0, limit);
  };
  const has = <Row extends { agent: string | null }>(rows: Row[], agent: string | undefined): Row[] =>
    rows.filter((row) => agent === undefined || row.agent === agent);
  return {
    queueEvents: (_, query) => {
      const ofGroup = events.filter((one) => query.skillGroup === undefined || one.skillGroup === query.skillGroup);
      return Promise.resolve(inRange(has(ofGroup, query.agent), query));
    },
    agentActivity: (_, query) => Promise.resolve(inRange(has(activities, query.agent), query)),
    agentStates: (_, at) => {
      const last = new Map<string, AgentActivity>();
      for (const one of activities.toSorted((a, b) => a.seq - b.seq)) if (one.at < at) last.set(one.agent, one);
      return Promise.resolve([...last.values()]);
    },
    engagements: (_, { from = -Infinity, to = Infinity, agent, skillGroup, after, limit = page }) => {
      const rows = has(engagements, agent)
        .flatMap((row) => (row.doneAt === null ? [] : [{ ...row, doneAt: row.doneAt }]))
        .filter((row) => skillGroup === undefined || row.skillGroup === skillGroup)
        .filter(({ doneAt }) => doneAt >= from && doneAt < to)
        .toSorted((a, b) => a.doneAt - b.doneAt || (a.id < b.id ? -1 : 1))
        .filter(
          ({ doneAt, id }) =>
            after === undefined || doneAt > after.doneAt || (doneAt === after.doneAt && id > after.id),
        );
      return Promise.resolve(rows.slice(0, limit));
    },
  };
}
