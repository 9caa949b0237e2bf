import { ownNumbers } from './dial.ts';
import type { Handlers, RequestOptions } from './handlers.ts';

/** Questions about who and what can be called or chosen. */
export function directoryHandlers({ agents }: Pick<RequestOptions, 'agents'>): Handlers {
  return {
    'directory.agents': ({ app }, { status }) =>
      agents
        .of(app.id)
        .map(({ id, snapshot }) => ({ id, name: snapshot.name, status: snapshot.status }))
        .filter((agent) => status === undefined || agent.status === status),
    'directory.skillGroups': ({ app }) => app.skillGroups.map(({ id, name }) => ({ id, name })),
    'directory.numbers': ({ app }) => ownNumbers(app).map((number) => ({ number })),
  };
}
