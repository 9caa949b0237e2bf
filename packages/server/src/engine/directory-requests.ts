import type { Id } from '@callstation/core/model';
import { CallstationError, type AgentListing } from '@callstation/core/protocol';
import type { AppConfig } from './app-config.ts';
import type { Handlers, RequestOptions } from './handlers.ts';
import { groupsOf } from './membership.ts';
import { groupOf } from './terms.ts';

const named = ({ id, name }: { id: Id; name: string }): { id: Id; name: string } => ({ id, name });

/** Questions about who and what can be called or chosen. */
export function directoryHandlers({ agents, numbers }: Pick<RequestOptions, 'agents' | 'numbers'>): Handlers {
  const listing = (app: AppConfig): AgentListing[] => {
    const here = agents.of(app.id).map(({ id, snapshot }): AgentListing => {
      const { name, status, reach, skillGroups, since } = snapshot;
      return { id, name, status, reach, skillGroups, since };
    });
    const away = (app.agents ?? []).filter(({ id }) => !here.some((one) => one.id === id));
    return [
      ...here,
      ...away.map(
        ({ id, name }) => ({ id, name, status: 'offline', reach: 'none', skillGroups: groupsOf(app, id) }) as const,
      ),
    ];
  };
  return {
    'directory.agents': ({ app }, { status, skillGroup }) =>
      listing(app).filter(
        (one) =>
          (status === undefined || one.status === status) &&
          (skillGroup === undefined || one.skillGroups?.includes(skillGroup) === true),
      ),
    'directory.skillGroups': ({ app }) => app.skillGroups.map(named),
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
  };
}
