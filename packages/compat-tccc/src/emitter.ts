import { EVENT_ALIASES, EVENT_NAMES, type TcccEventName } from './events.ts';
import type { TcccListener, TcccPayload } from './tccc.types.ts';

/** Told again to listeners that come later. */
const REPLAYED: readonly TcccEventName[] = ['ready', 'tokenExpired'];

interface Says {
  warn(message: string): void;
  /** An alias was used, which only a strict page wants to hear of. */
  lenient(message: string): void;
  failed(what: string, error: unknown): void;
}

/** Listeners by event. Nothing that is passed in makes it throw, and nothing a listener throws goes any further. */
export class TcccEmitter {
  readonly #listeners = new Map<TcccEventName, Set<TcccListener>>();
  readonly #told = new Map<TcccEventName, TcccPayload>();
  readonly #says: Says;
  readonly #replay: boolean;

  constructor(says: Says, replay: boolean) {
    this.#says = says;
    this.#replay = replay;
  }

  on = (event: unknown, listener: unknown): void => {
    const name = this.#nameOf(event, 'on');
    if (name === null) return;
    if (typeof listener !== 'function') return this.#says.warn(`on('${name}') got no function to call`);
    const heard = listener as TcccListener;
    this.#of(name).add(heard);
    const before = this.#told.get(name);
    if (!before) return;
    // Not in the same task: whoever subscribes expects to be called later.
    queueMicrotask(() => {
      if (this.#of(name).has(heard)) this.#call(name, heard, before);
    });
  };

  off = (event: unknown, listener?: unknown): void => {
    const name = this.#nameOf(event, 'off');
    if (name === null) return;
    if (listener === undefined || listener === null) this.#of(name).clear();
    else this.#of(name).delete(listener as TcccListener);
  };

  emit(name: TcccEventName, fields: Record<string, unknown> = {}): void {
    const payload: TcccPayload = { ...fields, data: fields };
    if (this.#replay && REPLAYED.includes(name)) this.#told.set(name, payload);
    for (const listener of [...this.#of(name)]) this.#call(name, listener, payload);
  }

  clear(): void {
    this.#listeners.clear();
    this.#told.clear();
  }

  #call(name: TcccEventName, listener: TcccListener, payload: TcccPayload): void {
    try {
      listener(payload);
    } catch (error) {
      this.#says.failed(`a listener of ${name} threw`, error);
    }
  }

  #of(name: TcccEventName): Set<TcccListener> {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    return listeners;
  }

  #nameOf(event: unknown, method: 'on' | 'off'): TcccEventName | null {
    const found = EVENT_NAMES.find((name) => name === event);
    if (found) return found;
    const alias = typeof event === 'string' && Object.hasOwn(EVENT_ALIASES, event) ? EVENT_ALIASES[event] : undefined;
    if (alias) {
      this.#says.lenient(`the event ${String(event)} is a misspelling of ${alias}`);
      return alias;
    }
    this.#says.warn(`${method}() got no event there is: ${String(event)}. Known are ${EVENT_NAMES.join(', ')}`);
    return null;
  }
}
