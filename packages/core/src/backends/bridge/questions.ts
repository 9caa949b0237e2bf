import type { Clock } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';
import type { Answer } from './messages.ts';

/** Questions of one half that wait for the other's answer. */
export interface Questions {
  /** Sends a question under an id of its own; rejects `timeout` after `patience` milliseconds, if there are any. */
  ask(send: (id: number) => void, patience?: number): Promise<unknown>;
  /** An answer came; one that nobody waits for is dropped. */
  settle(answer: Answer): void;
  failAll(error: CallstationError): void;
}

/** Makes the table. `nextId`: an id that nothing else asked by this half has. */
export function createQuestions(clock: Clock, nextId: () => number): Questions {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: CallstationError) => void }>();
  return {
    ask(send, patience) {
      const id = nextId();
      return new Promise((resolve, reject) => {
        const late = (): void => waiting.get(id)?.reject(new CallstationError('timeout'));
        const cancel = patience === undefined ? () => undefined : clock.after(patience, late);
        const over = (): void => {
          cancel();
          waiting.delete(id);
        };
        waiting.set(id, {
          resolve: (result) => (over(), resolve(result)),
          reject: (error) => (over(), reject(error)),
        });
        try {
          send(id);
        } catch (cause) {
          waiting.get(id)?.reject(CallstationError.from(cause, 'invalidArgument'));
        }
      });
    },
    settle(answer) {
      if (answer.kind === 'answer') waiting.get(answer.id)?.resolve(answer.result);
      else waiting.get(answer.id)?.reject(CallstationError.fromData(answer.error));
    },
    failAll(error) {
      for (const { reject } of [...waiting.values()]) reject(error);
    },
  };
}
