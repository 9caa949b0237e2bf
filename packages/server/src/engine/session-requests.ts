import type { Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Conversation } from '../domain/types.ts';
import type { Asking, Handlers, RequestOptions } from './handlers.ts';

/** Requests about what is noted on a session: context and annotation. Any phase may learn it, after-call work too. */
export function sessionHandlers({ conversations }: Pick<RequestOptions, 'conversations'>): Handlers {
  return {
    'call.setContext': async ({ entry, app }, { sessionId, ...context }) => {
      const event = { type: 'context', agent: entry.id, context } as const;
      await conversations.command(sessionId, event, hasPart(entry, app.id));
      return null;
    },
    'session.annotate': async ({ entry, app }, { sessionId, annotation }) => {
      const event = { type: 'annotated', agent: entry.id, annotation } as const;
      await conversations.command(sessionId, event, hasPart(entry, app.id));
      return null;
    },
  };
}

/** Refuses who has no part in it; another tenant's session is told from none by nothing. */
function hasPart({ id }: Asking['entry'], app: Id): (c: Conversation) => void {
  return (c) => {
    if (c.terms.app !== app || c.sessions[id] === undefined) throw new CallstationError('notFound');
  };
}
