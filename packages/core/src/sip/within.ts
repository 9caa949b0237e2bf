import { CallstationError } from '../protocol/index.ts';
import type { Clock } from '../ports/index.ts';

/** Settles as `work` does, or rejects `timeout` after `limitMs`. The work itself goes on. */
export function within<T>(clock: Clock, limitMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => reject(new CallstationError('timeout')));
    work.then(resolve, reject).finally(cancel);
  });
}
