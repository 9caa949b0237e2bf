import type { Clock } from '@callstation/core/ports';
import { CallstationError, LIMITS } from '@callstation/core/protocol';

/** Remembers what each command of one agent was answered, so that a repeat is answered and not done. */
export interface CommandMemory {
  /**
   * Runs `work` for a new `commandId`; for a known one gives the first answer, also while it is still awaited. Rejects
   * `invalidArgument` when the id stood for something else.
   */
  once<T>(commandId: string, what: string, work: () => Promise<T>): Promise<T>;
  /** Whether nothing is remembered any more. */
  isEmpty(): boolean;
}

/** Answers kept per agent. The rate limit allows 30,000 in ten minutes; a person makes a few hundred. */
const MOST = 5000;

/** Makes an empty memory. */
export function createCommandMemory(clock: Clock): CommandMemory {
  const known = new Map<string, { what: string; at: number; answer: Promise<unknown> }>();

  // Insertion order is age, so what is over stands at the front.
  function forget(): void {
    const now = clock.now();
    for (const [id, { at }] of known) {
      if (known.size <= MOST && now - at < LIMITS.commandMemoryMs) return;
      known.delete(id);
    }
  }
  return {
    once<T>(commandId: string, what: string, work: () => Promise<T>): Promise<T> {
      forget();
      const first = known.get(commandId);
      if (first) {
        if (first.what === what) return first.answer as Promise<T>;
        return Promise.reject(new CallstationError('invalidArgument', 'This commandId was used for something else.'));
      }
      const answer = work();
      // Somebody who repeats awaits it; nobody may.
      answer.catch(() => undefined);
      known.set(commandId, { what, at: clock.now(), answer });
      return answer;
    },
    isEmpty() {
      forget();
      return known.size === 0;
    },
  };
}
