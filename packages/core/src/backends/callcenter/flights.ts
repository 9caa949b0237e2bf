import type { Clock } from '../../ports/index.ts';
import { CallstationError, type ErrorCode, type Method, type Params, type Result } from '../../protocol/index.ts';

/** How long a request may stay unanswered, a lost connection included, milliseconds. */
const PATIENCE = 30_000;

/** One request on its way. */
export interface Flight {
  id: number;
  method: Method;
  params: Params<Method>;
  commandId?: string;
}

/** Requests that wait for their answer. They outlive a socket: after a loss they are sent again, with the same commandId. */
export interface Flights {
  /** Adds a request; `launch` sends it. */
  add<M extends Method>(method: M, params: Params<M>, commandId?: string): { flight: Flight; done: Promise<Result<M>> };
  /** An answer came; one that nobody waits for is dropped. */
  settle(id: number, answer: { result: unknown } | { error: CallstationError }): void;
  /** Those that wait, in the order they were asked. */
  waiting(): Flight[];
  failAll(error: CallstationError): void;
}

interface Waiting extends Flight {
  settle(answer: { result: unknown } | { error: CallstationError }): void;
}

/** Makes the table. `lateCode` says why a request got no answer in time: `network` while the connection is down. */
export function createFlights(clock: Clock, lateCode: () => ErrorCode): Flights {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const settle: Flights['settle'] = (id, answer) => waiting.get(id)?.settle(answer);
  return {
    add<M extends Method>(method: M, params: Params<M>, commandId?: string) {
      const id = ++last;
      const flight: Flight = { id, method, params, ...(commandId === undefined ? {} : { commandId }) };
      const done = new Promise<Result<M>>((resolve, reject) => {
        const late = clock.after(PATIENCE, () => settle(id, { error: new CallstationError(lateCode()) }));
        waiting.set(id, {
          ...flight,
          settle(answer) {
            late();
            waiting.delete(id);
            if ('error' in answer) reject(answer.error);
            // The centre answers each method with that method's result; the codec knows methods, not calls.
            else resolve(answer.result as Result<M>);
          },
        });
      });
      return { flight, done };
    },
    settle,
    waiting: () => [...waiting.values()],
    failAll(error) {
      for (const flight of [...waiting.values()]) flight.settle({ error });
    },
  };
}
