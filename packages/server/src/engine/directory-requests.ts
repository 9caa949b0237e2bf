import type { Id } from '@callstation/core/model';
import { CallstationError, type AgentListing, type SkillGroupListing } from '@callstation/core/protocol';
import type { AgentEntry } from './agents.ts';
import type { AgentConfig, AppConfig, SkillGroupConfig } from './app-config.ts';
import type { Handlers, RequestOptions } from './handlers.ts';
import { groupsOf } from './membership.ts';
import { scopeOf } from './scope.ts';
import { groupOf } from './terms.ts';

const named = ({ id, name }: { id: Id; name: string }): { id: Id; name: string } => ({ id, name });

/** A group with what a page may know of how it is worked; what its callers are told is not among that. */
function groupListing({ id, name, strategy, ringTimeoutMs, wrapUpMs, maxWaitMs }: SkillGroupConfig): SkillGroupListing {
  return { id, name, strategy, ringTimeoutMs, wrapUpMs, ...(maxWaitMs === undefined ? {} : { maxWaitMs }) };
}

/** What is configured of an agent, as `asks` may see it: phone numbers are their own and their supervisors' business. */
function profile(asks: AgentEntry, known: AgentConfig | undefined, skillGroups: Id[]): Partial<AgentListing> {
  if (known === undefined) return {};
  const { id, role, email, workId, phone, mobile } = known;
  const supervises = asks.identity.rights.includes('supervise') && scopeOf(asks.identity).agent({ skillGroups });
  const numbers = { ...(phone === undefined ? {} : { phone }), ...(mobile === undefined ? {} : { mobile }) };
  return {
    role,
    ...(email === undefined ? {} : { email }),
    ...(workId === undefined ? {} : { workId }),
    ...(supervises || asks.id === id ? numbers : {}),
  };
}

/** Questions about who and what can be called or chosen. */
export function directoryHandlers({ agents, numbers }: Pick<RequestOptions, 'agents' | 'numbers'>): Handlers {
  const listing = (app: AppConfig, asks: AgentEntry): AgentListing[] => {
    const known = new Map((app.agents ?? []).map((one) => [one.id, one]));
    const here = agents.of(app.id).map(({ id, snapshot }): AgentListing => {
      const { name, status, reach, skillGroups, since } = snapshot;
      return { id, name, status, reach, skillGroups, since, ...profile(asks, known.get(id), skillGroups) };
    });
    for (const { id } of here) known.delete(id);
    const away = [...known.values()].map((one): AgentListing => {
      const skillGroups = groupsOf(app, one.id);
      const { id, name } = one;
      return { id, name, status: 'offline', reach: 'none', skillGroups, ...profile(asks, one, skillGroups) };
    });
    return [...here, ...away];
  };
  return {
    'directory.agents': ({ app, entry }, { status, skillGroup }) =>
      listing(app, entry).filter(
        (one) =>
          (status === undefined || one.status === status) &&
          (skillGroup === undefined || one.skillGroups?.includes(skillGroup) === true),
      ),
    'directory.skillGroups': ({ app }) => app.skillGroups.map(groupListing),
    'directory.numbers': ({ app }) => numbers.list(app),
    'directory.ivrs': ({ app }) => (app.ivrs ?? []).map((ivr) => ({ ...named(ivr), nodes: ivr.nodes.map(named) })),
    'directory.ivr': ({ app }, { id }) => {
      const ivr = app.ivrs?.find((one) => one.id === id);
      if (ivr === undefined) throw new CallstationError('notFound', 'No such IVR.');
      return ivr.nodes.map(named);
    },
    'directory.dispositions': ({ app }, { skillGroup }) =>
      (skillGroup === undefined ? undefined : groupOf(app, skillGroup)?.dispositions) ?? app.dispositions ?? [],
    'directory.breakReasons': ({ app }) => app.breakReasons ?? [],
    'directory.terminal': ({ app: { terminals = {}, agents: known = [] }, entry }) => {
      const { phone: number, phonePassword: password } = known.find(({ id }) => id === entry.id) ?? {};
      const { server, tellPassword = false } = terminals;
      return {
        ...(server === undefined ? {} : { server }),
        ...(number === undefined ? {} : { number }),
        ...(tellPassword && password !== undefined ? { password } : {}),
      };
    },
  };
}
