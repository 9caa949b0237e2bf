import type { Id } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { bucketsOf, type Buckets } from './buckets.ts';
import { CallTally, type AgentCalls } from './call-tally.ts';
import { share } from './queue-tally.ts';
import type { AgentQuery, AgentRow, ReportSource } from './report.types.ts';
import { inSlices } from './slices.ts';
import { StatusTally } from './status-tally.ts';

/**
 * What agents did, each one and, if asked, each skill group of theirs: see docs/reports.md. An agent who was not signed in and
 * had no call in a part of the interval has no row there. Rejects as {@link bucketsOf}, and `tooLarge`.
 */
export async function agentReport(source: ReportSource, clock: Clock, query: AgentQuery): Promise<AgentRow[]> {
  const buckets = bucketsOf(query.from, query.to, query.grouping, query.timeZone);
  const tally = await callsOf(source, clock, query, buckets);
  const entries = tally.calls.entries(buckets);
  if (query.byGroup)
    return entries.map(({ from, to, id, value }) => {
      const [agent, skillGroup] = JSON.parse(id) as [Id, Id | null];
      return { from, to, agent, skillGroup, ...value, ahtMs: aht(value) };
    });
  const statuses = await statusesOf(source, clock, query, buckets);
  const times = statuses.times(Math.min(query.to, Math.round(clock.now())));
  // Who was signed in but had no call has a row, too.
  for (const { from, id } of times.entries(buckets)) tally.calls.of(buckets.at(from), id);
  return tally.calls.entries(buckets).map(({ from, to, id: agent, value }) => {
    return { from, to, agent, ...value, ahtMs: aht(value), times: times.of(buckets.at(from), agent) };
  });
}

async function callsOf(source: ReportSource, clock: Clock, query: AgentQuery, buckets: Buckets): Promise<CallTally> {
  const { app, from, agent, skillGroup } = query;
  const to = Math.min(query.to, Math.round(clock.now()) + 1);
  const of = { ...(agent === undefined ? {} : { agent }), ...(skillGroup === undefined ? {} : { skillGroup }) };
  const tally = new CallTally(query, buckets);
  const asked = inSlices(
    from,
    to,
    (page: object) => source.queueEvents(app, { ...of, ...page }),
    ({ seq }) => seq,
  );
  for await (const event of asked) tally.asked(event);
  const done = inSlices(
    from,
    to,
    (page: object) => source.engagements(app, { ...of, ...page }),
    ({ doneAt, id }) => ({
      doneAt: doneAt ?? 0,
      id,
    }),
  );
  for await (const engagement of done) tally.done(engagement);
  return tally;
}

async function statusesOf(
  source: ReportSource,
  clock: Clock,
  query: AgentQuery,
  buckets: Buckets,
): Promise<StatusTally> {
  const { app, from, agent } = query;
  const to = Math.min(query.to, Math.round(clock.now()) + 1);
  const of = agent === undefined ? {} : { agent };
  const before = await source.agentStates(app, from);
  const mine = agent === undefined ? before : before.filter((one) => one.agent === agent);
  const tally = new StatusTally(buckets, mine, query.mostRows);
  const all = inSlices(
    from,
    to,
    (page: object) => source.agentActivity(app, { ...of, ...page }),
    ({ seq }) => seq,
  );
  for await (const activity of all) tally.add(activity);
  return tally;
}

function aht({ handled, talkMs, holdMs, wrapMs }: AgentCalls): number | null {
  return share(talkMs + holdMs + wrapMs, handled);
}
