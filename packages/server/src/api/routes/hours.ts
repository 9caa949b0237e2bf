import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import { hours } from '../../config/ivr-schema.ts';
import { id } from '../../config/schema-parts.ts';
import type { SkillGroupConfig } from '../../engine/app-config.ts';
import { openAt } from '../../routing/working-hours.ts';
import type { ApiParts } from '../api.types.ts';
import { shownVersion } from '../documents.ts';
import { PageQuery, pageOf } from '../pages.ts';
import { route, type Route } from '../route.ts';

const Params = v.strictObject({ skillGroup: id });
const Shown = v.strictObject({ skillGroup: id, hours: v.nullable(hours), open: v.boolean(), version: shownVersion });
const path = '/hours/:skillGroup' as const;
const tag = 'Working hours';
const read = { role: 'read' } as const;
const admin = { role: 'admin' } as const;

/** When skill groups take calls: a part of the skill group, with its version. */
export function hourRoutes({ settings, clock }: ApiParts): Route[] {
  const shown = (app: string, { id: skillGroup, hours: set }: SkillGroupConfig) => ({
    ...{ skillGroup, hours: set ?? null, open: set === undefined || openAt(clock.now(), set) },
    version: settings.version(app, 'skillGroup', skillGroup),
  });
  const find = (app: string, of: string): SkillGroupConfig => {
    const found = settings.current(app).skillGroups.find((group) => group.id === of);
    if (found === undefined) throw new CallstationError('notFound', 'No such skill group.');
    return found;
  };
  const change = (app: string, by: string, value: SkillGroupConfig, expected: number | 'none' | undefined) =>
    settings.change(app, { kind: 'skillGroup', id: value.id, value, expected, by });
  return [
    route({
      ...{ method: 'GET', path: '/hours', tag, needs: read, summary: 'When every skill group takes calls' },
      description: '`hours: null`: always. `open`: whether it does now.',
      query: PageQuery,
      response: v.strictObject({ hours: v.array(Shown), next: v.nullable(v.string()) }),
      handler: async ({ app }, { query }) => {
        const { page, next } = pageOf(settings.current(app).skillGroups, (group) => group.id, query);
        return { hours: page.map((group) => shown(app, group)), next };
      },
    }),
    route({
      ...{ method: 'GET', path, tag, needs: read, summary: 'When a skill group takes calls', versioned: true },
      params: Params,
      response: Shown,
      handler: async ({ app }, { params }) => shown(app, find(app, params.skillGroup)),
    }),
    route({
      ...{ method: 'PUT', path, tag, needs: admin, summary: 'Set when a skill group takes calls', versioned: true },
      params: Params,
      body: hours,
      response: Shown,
      audit: { action: 'hours.put', target: ({ params }) => params.skillGroup },
      handler: async ({ app, actor }, { params, body, version }) => {
        await change(app, actor, { ...find(app, params.skillGroup), hours: body }, version);
        return shown(app, find(app, params.skillGroup));
      },
    }),
    route({
      ...{ method: 'DELETE', path, tag, needs: admin, summary: 'Let a skill group always take calls', versioned: true },
      params: Params,
      response: v.null(),
      audit: { action: 'hours.delete', target: ({ params }) => params.skillGroup },
      handler: async ({ app, actor }, { params, version }) => {
        const { hours: _, ...group } = find(app, params.skillGroup);
        await change(app, actor, group, version);
        return null;
      },
    }),
  ];
}
