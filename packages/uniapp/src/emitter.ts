import type { Failed } from './answer.ts';
import { EVENT_NAMES, type TcccEventMap, type TcccEventName } from './events.ts';
import { TcccError, wrong } from './failure.ts';

type Listener = (...args: never) => void;

/** One listener for each event: the one that came last. Nothing a listener throws goes any further. */
export class TcccEmitter {
  readonly #listeners = new Map<TcccEventName, Listener>();
  readonly #failed: Failed;
  /** Somebody listens to that event from now on. */
  onListen: (name: TcccEventName) => void = () => undefined;

  constructor(failed: Failed) {
    this.#failed = failed;
  }

  /** Throws a {@link TcccError} with INVALID_PARAMETER for an event there is none of, and a listener that is none. */
  on(event: unknown, listener: unknown): void {
    const name = nameOf(event, `there is no event ${String(event)}; known are ${EVENT_NAMES.join(', ')}`);
    if (typeof listener !== 'function') throw new TcccError(wrong(`${name} needs a function to call.`));
    this.#listeners.set(name, listener as Listener);
    this.onListen(name);
  }

  /** `'*'`: all of them. With a listener: only where it is the one. What is not there needs no taking away. */
  off(event: unknown, listener?: unknown): void {
    if (event === '*') return this.#listeners.clear();
    const name = EVENT_NAMES.find((one) => one === event);
    if (name === undefined) return;
    if (typeof listener === 'function' && this.#listeners.get(name) !== listener) return;
    this.#listeners.delete(name);
  }

  has(name: TcccEventName): boolean {
    return this.#listeners.has(name);
  }

  emit<N extends TcccEventName>(name: N, ...args: TcccEventMap[N]): void {
    const listener = this.#listeners.get(name) as ((...args: TcccEventMap[N]) => void) | undefined;
    try {
      listener?.(...args);
    } catch (error) {
      this.#failed(`the listener of ${name} threw`, error);
    }
  }
}

function nameOf(event: unknown, message: string): TcccEventName {
  const name = EVENT_NAMES.find((one) => one === event);
  if (name === undefined) throw new TcccError(wrong(message));
  return name;
}
