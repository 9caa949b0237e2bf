import { CallstationError, type Method, type Params, type Result } from '@callstation/core/protocol';
import { agentHandlers } from './agent-requests.ts';
import { callHandlers } from './call-requests.ts';
import type { Seat } from './centre.ts';
import { directoryHandlers } from './directory-requests.ts';
import type { Handlers, RequestOptions } from './handlers.ts';
import { sessionHandlers } from './session-requests.ts';
import { supervisorHandlers } from './supervisor-requests.ts';

/** Does the requests of pages; what is not built is refused as `notSupported`. */
export function createRequests(
  options: RequestOptions,
): <M extends Method>(seat: Seat, method: M, params: Params<M>) => Promise<Result<M>> {
  const handlers: Handlers = {
    ...callHandlers(options),
    ...agentHandlers(options),
    ...directoryHandlers(options),
    ...sessionHandlers(options),
    ...supervisorHandlers(options),
  };
  return async (seat, method, params) => {
    const entry = options.agents.find(seat.identity.app, seat.identity.agent);
    if (entry === undefined || !entry.pages.has(seat.page)) throw new CallstationError('notReady');
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (handler === undefined) throw new CallstationError('notSupported');
    return await handler({ seat, app: options.appOf(seat.identity.app), entry }, params);
  };
}
