import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import type { LayerValues } from '../../config/app-layers.ts';
import { id } from '../../config/schema-parts.ts';
import type { TenantConfig } from '../../config/server-config.ts';
import type { ApiParts } from '../api.types.ts';
import { invalid } from '../check.ts';
import { BODIES, SHOWN, TO_DOCUMENT } from '../documents.ts';
import { PageQuery, pageOf } from '../pages.ts';
import { route, type Route } from '../route.ts';
import { allSoundFilesOf, withoutPaths, withPaths } from '../sound-files.ts';

const Params = v.strictObject({ id });
/** A graph of 200 places, or a group of a thousand members. */
const BODY_LIMIT = 256 * 1024;
const read = { role: 'read' } as const;
const admin = { role: 'admin' } as const;

/** Skill groups: queues with members. */
export function skillGroupRoutes(parts: ApiParts): Route[] {
  return documentRoutes(parts, {
    ...{ kind: 'skillGroup', path: '/skill-groups', list: 'skillGroups', tag: 'Skill groups', one: 'skill group' },
    all: ({ skillGroups }) => skillGroups,
    assertFree: (app, of) => {
      // Whoever waits there would wait for nobody.
      if (!parts.centre.calls(app).some(({ session }) => session.skillGroup === of)) return;
      throw new CallstationError(
        'invalidState',
        'Calls of this skill group are going on. Delete it once they are over.',
      );
    },
  });
}

/** IVRs: menus as checked graphs. */
export function ivrRoutes(parts: ApiParts): Route[] {
  return documentRoutes(parts, {
    ...{ kind: 'ivr', path: '/ivrs', list: 'ivrs', tag: 'IVRs', one: 'IVR' },
    all: ({ ivrs = [] }) => ivrs,
    assertFree: () => undefined,
  });
}

type Kind = 'skillGroup' | 'ivr';

interface Family<K extends Kind> {
  kind: K;
  path: '/skill-groups' | '/ivrs';
  list: string;
  tag: string;
  one: string;
  all(app: TenantConfig): readonly LayerValues[K][];
  /** Throws when it cannot go now. */
  assertFree(app: string, id: string): void;
}

/** Reading, putting and deleting documents of one kind. */
function documentRoutes<K extends Kind>(parts: ApiParts, family: Family<K>): Route[] {
  const means = meansOf(parts, family);
  return [...reading(parts, family, means), ...changing(parts, family, means)];
}

/** What both halves work with. The schemas of a kind are of its values. */
function meansOf<K extends Kind>({ settings }: ApiParts, { kind, one, all }: Family<K>) {
  return {
    Shown: SHOWN[kind] as unknown as v.GenericSchema<unknown, object>,
    Body: BODIES[kind] as unknown as v.GenericSchema<unknown, { id?: string; version?: number }>,
    toDocument: TO_DOCUMENT[kind] as unknown as (of: string, body: object) => LayerValues[K],
    shown: (app: string, document: LayerValues[K]) => ({
      ...withoutPaths(document),
      version: settings.version(app, kind, document.id),
    }),
    find(app: string, of: string): LayerValues[K] {
      const found = all(settings.current(app)).find((document) => document.id === of);
      if (found === undefined) throw new CallstationError('notFound', `No such ${one}.`);
      return found;
    },
  };
}

type Means<K extends Kind> = ReturnType<typeof meansOf<K>>;

function reading<K extends Kind>({ settings }: ApiParts, family: Family<K>, means: Means<K>): Route[] {
  const { path, tag, one, all, list } = family;
  const { Shown, shown, find } = means;
  return [
    route({
      ...{ method: 'GET', path, tag, needs: read, summary: `The app’s ${one}s, by id`, query: PageQuery },
      response: v.strictObject({ [list]: v.array(Shown), next: v.nullable(v.string()) }),
      handler: async ({ app }, { query }) => {
        const { page, next } = pageOf(all(settings.current(app)), (document) => document.id, query);
        return { [list]: page.map((document) => shown(app, document)), next };
      },
    }),
    route({
      ...{ method: 'GET', path: `${path}/:id`, tag, needs: read, summary: `One ${one}`, versioned: true },
      params: Params,
      response: Shown,
      handler: async ({ app }, { params }) => shown(app, find(app, params.id)),
    }),
  ];
}

function changing<K extends Kind>({ settings, sounds }: ApiParts, family: Family<K>, means: Means<K>): Route[] {
  const { kind, path, tag, one, assertFree } = family;
  const { Shown, Body, toDocument, shown, find } = means;
  return [
    route({
      ...{ method: 'PUT', path: `${path}/:id`, tag, needs: admin, versioned: true, bodyLimit: BODY_LIMIT },
      summary: `Make or replace one ${one}`,
      description:
        'As in the configuration file, with the id in the path. New calls go by it at once. Sound files are named as they are shown. What was read can be changed and put again as it is.',
      params: Params,
      body: Body,
      response: Shown,
      audit: { action: `${kind}.put`, target: ({ params }) => params.id },
      handler: async ({ app, actor }, { params, body, version }) => {
        if (body.id !== undefined && body.id !== params.id)
          throw invalid([
            { field: 'body.id', message: `is another ${one} than that of the path; leave it out to make a copy` },
          ]);
        const files = await allSoundFilesOf(settings.current(app), sounds);
        const value = toDocument(params.id, withPaths(body, files));
        const expected = version ?? body.version;
        await settings.change(app, { kind, id: params.id, value, expected, by: actor });
        return shown(app, find(app, params.id));
      },
    }),
    route({
      ...{ method: 'DELETE', path: `${path}/:id`, tag, needs: admin, versioned: true, summary: `Delete one ${one}` },
      description: 'What the configuration file says of it counts no more, also after a restart.',
      params: Params,
      response: v.null(),
      audit: { action: `${kind}.delete`, target: ({ params }) => params.id },
      handler: async ({ app, actor }, { params, version }) => {
        find(app, params.id);
        assertFree(app, params.id);
        await settings.change(app, { kind, id: params.id, value: null, expected: version, by: actor });
        return null;
      },
    }),
  ];
}
