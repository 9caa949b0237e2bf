import type { Clock } from '../../ports/index.ts';
import { CallstationError, decodeResult, type Method, type Params, type Result } from '../../protocol/index.ts';
import type { Answer } from './messages.ts';

/** How long a request may stay without an answer while the far half is away, milliseconds. */
const PATIENCE = 30_000;
/** As many times that while it is there: somebody may be asked for the microphone, or the network may be down. */
const MOST_ROUNDS = 10;

/** A request on its way. */
export interface Flight {
  kind: 'request';
  id: number;
  method: Method;
  params: unknown;
  commandId?: string;
}

/** Requests that wait for their answer. They outlive a link: over the next one they are asked again, by the same commandId. */
export interface NearFlights {
  add<M extends Method>(method: M, params: Params<M>, commandId?: string): { flight: Flight; done: Promise<Result<M>> };
  /** Whether it was one of these. */
  settle(answer: Answer): boolean;
  /** Those that wait, in the order they were asked. */
  waiting(): Flight[];
  failAll(error: CallstationError): void;
}

interface Waiting {
  flight: Flight;
  settle(answer: { result: unknown } | { error: CallstationError }): void;
}

/** Makes the table. `here`: whether the far half is there, and so works on it. `id`: the next id. */
export function createNearFlights(clock: Clock, id: () => number, here: () => boolean): NearFlights {
  const waiting = new Map<number, Waiting>();
  return {
    add<M extends Method>(method: M, params: Params<M>, commandId?: string) {
      const flight: Flight = {
        kind: 'request',
        id: id(),
        method,
        params,
        ...(commandId === undefined ? {} : { commandId }),
      };
      const done = new Promise<Result<M>>((resolve, reject) => {
        let rounds = 0;
        let cancel = (): void => undefined;
        const settle: Waiting['settle'] = (answer) => {
          cancel();
          waiting.delete(flight.id);
          if ('error' in answer) return reject(answer.error);
          const decoded = decodeResult(method, answer.result);
          if (decoded.ok) resolve(decoded.value);
          else reject(CallstationError.fromData(decoded.error));
        };
        const late = (): void => {
          if (here() && ++rounds < MOST_ROUNDS) cancel = clock.after(PATIENCE, late);
          else settle({ error: new CallstationError(here() ? 'timeout' : 'network') });
        };
        cancel = clock.after(PATIENCE, late);
        waiting.set(flight.id, { flight, settle });
      });
      return { flight, done };
    },
    settle(answer) {
      const known = waiting.get(answer.id);
      if (answer.kind === 'answer') known?.settle({ result: answer.result });
      else known?.settle({ error: CallstationError.fromData(answer.error) });
      return known !== undefined;
    },
    waiting: () => [...waiting.values()].map(({ flight }) => flight),
    failAll(error) {
      for (const { settle } of [...waiting.values()]) settle({ error });
    },
  };
}
