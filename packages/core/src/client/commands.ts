import type { Id, PageFacts } from '../model/index.ts';
import type { Backend, Random } from '../ports/index.ts';
import { CallstationError, type Method, type Params, type Result } from '../protocol/index.ts';
import type { Store } from './store.ts';

/** Sends one request. Rejects with a CallstationError only. */
export type Send = <M extends Method>(method: M, params: Params<M>, sessionId?: Id) => Promise<Result<M>>;

/** The way for commands: each has an id of its own and shows in `page.pending` until it is settled. */
export function createSend(backend: Backend, store: Store, random: Random): Send {
  // Kept here and not read from the snapshot: inside a listener the snapshot may be an update behind.
  let pending: PageFacts['pending'] = {};
  const show = (next: PageFacts['pending']): void => {
    pending = next;
    store.apply({ type: 'page', page: { pending } });
  };
  return async (method, params, sessionId) => {
    const commandId = random.id();
    show({ ...pending, [commandId]: sessionId === undefined ? { method } : { method, sessionId } });
    try {
      return await backend.request(method, params, commandId);
    } catch (error) {
      throw CallstationError.from(error);
    } finally {
      const { [commandId]: _settled, ...rest } = pending;
      show(rest);
    }
  };
}

/** The way for questions, which change nothing and so show nowhere. */
export function createQuery(backend: Backend): Send {
  return async (method, params) => {
    try {
      return await backend.request(method, params);
    } catch (error) {
      throw CallstationError.from(error);
    }
  };
}
