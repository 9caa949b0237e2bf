import type { AgentSnapshot } from '@callstation/core/model';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import * as v from 'valibot';
import { agentSchema } from '../../config/app-schema.ts';
import { id } from '../../config/schema-parts.ts';
import type { AgentConfig } from '../../engine/app-config.ts';
import type { ApiParts } from '../api.types.ts';
import type { Caller } from '../caller.ts';
import { BODIES, shownVersion, TO_DOCUMENT } from '../documents.ts';
import { PageQuery, pageOf } from '../pages.ts';
import { route, type Route } from '../route.ts';
import { instant, line, whole } from '../schema-parts.ts';

/** Tokens name agents as they like; a profile has an id that people write by hand. */
const Params = v.strictObject({ id: line(LIMITS.idLength) });
const channel = v.strictObject({ used: whole, max: whole });
/** The password of their phone can be written, and is read nowhere. */
const Profile = v.omit(agentSchema, ['id', 'phonePassword']);
const Shown = v.strictObject({
  ...{ id: v.string(), name: v.string(), version: shownVersion },
  status: v.picklist(['offline', 'idle', 'busy', 'wrap-up', 'break', 'not-ready']),
  reason: v.exactOptional(v.string()),
  since: instant,
  reach: v.picklist(['page', 'phone', 'none']),
  skillGroups: v.array(v.string()),
  load: v.strictObject({ voice: channel, chat: channel, video: channel }),
  profile: v.nullable(Profile),
});
const Status = v.variant('status', [
  v.strictObject({ status: v.picklist(['idle', 'wrap-up', 'not-ready', 'offline']) }),
  v.strictObject({ status: v.literal('break'), reason: line(128) }),
]);
const tag = 'Agents';
const read = { role: 'read', scoped: true } as const;
const operator = { role: 'operator', right: 'supervise', scoped: true } as const;
const admin = { role: 'admin' } as const;

type Finder = ReturnType<typeof finderOf>;

/** Agents: who there is and what they do, what is known of them before they sign in, and what they are told to do. */
export function agentRoutes(parts: ApiParts): Route[] {
  const finder = finderOf(parts);
  return [...reading(finder), ...profiles(parts, finder), ...orders(parts, finder)];
}

function finderOf({ settings, centre }: ApiParts) {
  const gone = () => new CallstationError('notFound', 'No such agent.');
  const inScope = ({ supervises }: Caller, { skillGroups }: AgentSnapshot) =>
    supervises === '*' || skillGroups.some((group) => supervises.includes(group));
  const all = (caller: Caller) => centre.agents(caller.app).filter((agent) => inScope(caller, agent));
  const shown = (app: string, agent: AgentSnapshot) => {
    const { id: of, name, status, since, reach, skillGroups, load } = agent;
    const known = settings.current(app).agents?.find((one) => one.id === of);
    return {
      ...{ id: of, name, status, since: Math.round(since), reach, skillGroups, load },
      ...(agent.status === 'break' ? { reason: agent.reason } : {}),
      ...(agent.status === 'not-ready' ? { reason: agent.why } : {}),
      profile: known === undefined ? null : profileOf(known),
      version: settings.version(app, 'agent', of),
    };
  };
  return {
    gone,
    all: (caller: Caller) => all(caller).map((agent) => shown(caller.app, agent)),
    find(caller: Caller, of: string) {
      const found = all(caller).find((agent) => agent.id === of);
      if (found === undefined) throw gone();
      return shown(caller.app, found);
    },
  };
}

function profileOf({
  id: _id,
  phonePassword: _secret,
  ...profile
}: AgentConfig): Omit<AgentConfig, 'id' | 'phonePassword'> {
  return profile;
}

function reading({ all, find }: Finder): Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/agents', tag, needs: read, summary: 'Agents and what they do, by id' },
      description: 'Those of the configuration, and all who have signed in since the server was started.',
      query: PageQuery,
      response: v.strictObject({ agents: v.array(Shown), next: v.nullable(v.string()) }),
      handler: async (caller, { query }) => {
        const { page, next } = pageOf(all(caller), (agent) => agent.id, query);
        return { agents: page, next };
      },
    }),
    route({
      ...{
        method: 'GET',
        path: '/agents/:id',
        tag,
        needs: read,
        summary: 'An agent and what they do',
        versioned: true,
      },
      description: '`profile`: what is known of them before they sign in; null for who is known by a token alone.',
      params: Params,
      response: Shown,
      handler: async (caller, { params }) => find(caller, params.id),
    }),
  ];
}

function profiles({ settings }: ApiParts, { find, gone }: Finder): Route[] {
  return [
    route({
      ...{ method: 'PUT', path: '/agents/:id', tag, needs: admin, versioned: true },
      summary: 'Make or replace the profile of an agent',
      description:
        'What they are let in with is for their token to say; one of `POST /v1/tokens` goes by the profile. `phonePassword` is never shown; left out, it stays.',
      params: v.strictObject({ id }),
      body: BODIES.agent,
      response: Shown,
      audit: { action: 'agent.put', target: ({ params }) => params.id },
      handler: async (caller, { params, body, version }) => {
        const known = settings.current(caller.app).agents?.find((agent) => agent.id === params.id)?.phonePassword;
        const kept = known === undefined ? body : { phonePassword: known, ...body };
        const value = TO_DOCUMENT.agent(params.id, kept);
        const change = { kind: 'agent', id: params.id, value, expected: version, by: caller.actor } as const;
        await settings.change(caller.app, change);
        return find(caller, params.id);
      },
    }),
    route({
      ...{ method: 'DELETE', path: '/agents/:id', tag, needs: admin, versioned: true },
      summary: 'Delete the profile of an agent',
      description: 'Who is signed in stays so: end that with `POST /v1/agents/{id}/logout`.',
      params: Params,
      response: v.null(),
      audit: { action: 'agent.delete', target: ({ params }) => params.id },
      handler: async ({ app, actor }, { params, version }) => {
        if (settings.current(app).agents?.some((agent) => agent.id === params.id) !== true) throw gone();
        await settings.change(app, { kind: 'agent', id: params.id, value: null, expected: version, by: actor });
        return null;
      },
    }),
  ];
}

function orders({ centre }: ApiParts, { find }: Finder): Route[] {
  return [
    route({
      ...{ method: 'PUT', path: '/agents/:id/status', tag, needs: operator, summary: 'Set the status of an agent' },
      description: 'In a call it holds once that is over. Not for who is signed out.',
      params: Params,
      body: Status,
      response: Shown,
      audit: { action: 'agent.setStatus', target: ({ params }) => params.id, data: ({ body }) => body },
      handler: async (caller, { params, body }) => {
        find(caller, params.id);
        await centre.setStatus(caller.app, params.id, body);
        return find(caller, params.id);
      },
    }),
    route({
      ...{ method: 'POST', path: '/agents/:id/logout', tag, needs: operator, summary: 'Sign an agent out' },
      description: 'Their pages are told why. Not while they have a call.',
      params: Params,
      response: v.null(),
      audit: { action: 'agent.logout', target: ({ params }) => params.id },
      handler: async (caller, { params }) => {
        find(caller, params.id);
        centre.signOut(caller.app, params.id);
        return null;
      },
    }),
  ];
}
