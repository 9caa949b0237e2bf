import * as v from 'valibot';
import { agentReport } from '../../reports/agent-report.ts';
import { toCsv } from '../../reports/csv.ts';
import { GROUPINGS, type ReportSource } from '../../reports/report.types.ts';
import { skillGroupReport } from '../../reports/skill-group-report.ts';
import { agentColumns, skillGroupColumns } from '../../reports/tables.ts';
import type { ApiParts } from '../api.types.ts';
import { AgentRowShown, SkillGroupRowShown } from '../report-schemas.ts';
import { route, type Route } from '../route.ts';
import { anId, queryCount, queryFlag, queryInstant } from '../schema-parts.ts';

const DAY_MS = 86_400_000;
const SOON_MS = 20_000;
const SHORT_MS = 5000;
/** An answer in JSON is made at one go: a longer one would hold calls up. */
const MOST = { json: 10_000, csv: 50_000 };

const common = {
  from: v.exactOptional(queryInstant),
  to: v.exactOptional(queryInstant),
  grouping: v.exactOptional(v.picklist(GROUPINGS), 'whole'),
  timeZone: v.exactOptional(v.pipe(v.string(), v.maxLength(64)), 'UTC'),
  skillGroup: v.exactOptional(anId),
};
const GroupQuery = v.strictObject({ ...common, shortMs: v.exactOptional(queryCount(3_600_000), String(SHORT_MS)) });
const AgentQuery = v.strictObject({
  ...common,
  agent: v.exactOptional(anId),
  byGroup: v.exactOptional(queryFlag, 'false'),
});
const base = { method: 'GET', tag: 'Reports', needs: { role: 'read' } } as const;
const table = { response: v.string(), produces: 'text/csv; charset=utf-8' } as const;
const description =
  '`from` counts, `to` does not; left out: the last 24 hours. Quarters, hours and days begin by the clock of `timeZone`. What every figure is: docs/reports.md.';

/** Reports on skill groups and agents, as JSON and as CSV. */
export function reportRoutes(parts: ApiParts): Route[] {
  return [...groupRoutes(parts), ...agentRoutes(parts)];
}

function groupRoutes(parts: ApiParts): Route[] {
  const { clock, keeper } = parts;
  const rows = (app: string, query: v.InferOutput<typeof GroupQuery>, mostRows: number) =>
    skillGroupReport(keeper.store.events, clock, {
      ...{ ...interval(parts, query), app, mostRows },
      targetMs: (group) => targetOf(parts, app, group),
    });
  return [
    route({
      ...{ ...base, path: '/reports/skill-groups', summary: 'How skill groups did', description, query: GroupQuery },
      response: v.strictObject({ rows: v.array(SkillGroupRowShown) }),
      handler: async ({ app }, { query }) => ({ rows: await rows(app, query, MOST.json) }),
    }),
    route({
      ...{ ...base, ...table, path: '/reports/skill-groups.csv', summary: 'How skill groups did, as CSV' },
      ...{ description, query: GroupQuery },
      handler: async ({ app }, { query }) => toCsv(skillGroupColumns(query.timeZone), await rows(app, query, MOST.csv)),
    }),
  ];
}

function agentRoutes(parts: ApiParts): Route[] {
  const { clock, keeper } = parts;
  const rows = (app: string, query: v.InferOutput<typeof AgentQuery>, mostRows: number) =>
    agentReport(sourceOf(keeper), clock, { ...interval(parts, query), app, mostRows });
  return [
    route({
      ...{ ...base, path: '/reports/agents', summary: 'What agents did', description, query: AgentQuery },
      response: v.strictObject({ rows: v.array(AgentRowShown) }),
      handler: async ({ app }, { query }) => ({ rows: await rows(app, query, MOST.json) }),
    }),
    route({
      ...{ ...base, ...table, path: '/reports/agents.csv', summary: 'What agents did, as CSV' },
      ...{ description, query: AgentQuery },
      handler: async ({ app }, { query }) =>
        toCsv(agentColumns(query.timeZone, query.byGroup), await rows(app, query, MOST.csv)),
    }),
  ];
}

function targetOf({ settings }: ApiParts, app: string, group: string): number {
  return settings.current(app).skillGroups.find(({ id }) => id === group)?.serviceLevelMs ?? SOON_MS;
}

function sourceOf({ store: { events, sessions } }: ApiParts['keeper']): ReportSource {
  return { ...events, engagements: (app, query) => sessions.engagements(app, query) };
}

/** The last 24 hours unless something else is said. */
function interval<Query extends { from?: number; to?: number }>({ clock }: ApiParts, query: Query) {
  const { to = Math.round(clock.now()) } = query;
  const { from = to - DAY_MS } = query;
  return { ...query, from, to };
}
