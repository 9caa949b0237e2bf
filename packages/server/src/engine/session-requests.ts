import type { Handlers, RequestOptions } from './handlers.ts';

/** Requests about what is noted on a session: context and annotation. */
export function sessionHandlers(_options: Pick<RequestOptions, 'conversations'>): Handlers {
  return {};
}
