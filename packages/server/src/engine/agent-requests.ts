import type { Handlers, RequestOptions } from './handlers.ts';

/** Requests about the agent themselves. */
export function agentHandlers({
  port,
  agents,
  conversations,
}: Pick<RequestOptions, 'port' | 'agents' | 'conversations'>): Handlers {
  return {
    sipAccount: ({ seat }) => port.openPage(seat.page),
    'page.report': ({ seat }, { visible }) => {
      agents.report(seat, visible);
      return null;
    },
    'agent.setStatus': async ({ entry }, wanted) => {
      agents.setWanted(entry, wanted);
      if (entry.snapshot.wrapUp === undefined) await conversations.completeAll(entry);
      return null;
    },
  };
}
