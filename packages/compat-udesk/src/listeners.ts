import { success, type Envelope } from './envelope.ts';

/** What an application hears events with. */
export type Listener = (event: Envelope<unknown>) => void;

/** The name that a sibling of the vendor's product hears everything under; its envelopes say which event it is. */
const EVERYTHING = 'event.udesk-cc-paas';

/** Every event there is. */
export const EVENTS = [
  'Ready',
  'GetState',
  'AgentStateChanged',
  'PhoneModeChanged',
  'PhoneStateChanged',
  'AdvancedCallStatusChanged',
  'Delivered',
  'Originated',
  'Established',
  'ConnectionCleared',
  'Held',
  'Retrieved',
  'Conferenced',
  'Transferred',
] as const;

/** Listeners by name; what one throws goes no further. */
export class Listeners {
  readonly #of = new Map<string, Listener[]>();
  readonly #warn: (text: string) => void;
  readonly #failed: (error: unknown) => void;

  constructor(warn: (text: string) => void, failed: (error: unknown) => void) {
    this.#warn = warn;
    this.#failed = failed;
  }

  add(name: unknown, fn: unknown): void {
    if (typeof name !== 'string') return this.#warn('on takes the name of an event');
    if (typeof fn !== 'function') return this.#warn(`on('${name}') was given no function`);
    if (!EVENTS.some((known) => known === name)) this.#warn(`${name} is not an event of the document`);
    // Called with the envelope and nothing else, whatever the application wrote.
    this.#of.set(name, [...(this.#of.get(name) ?? []), fn as Listener]);
  }

  remove(name: unknown, fn?: unknown): void {
    if (typeof name !== 'string') return this.#warn('off takes the name of an event');
    const left = fn === undefined ? [] : (this.#of.get(name) ?? []).filter((one) => one !== fn);
    this.#of.set(name, left);
  }

  clear(): void {
    this.#of.clear();
  }

  readonly emit = (name: string, data: unknown): void => {
    for (const fn of this.#of.get(name) ?? []) this.#call(fn, success(data));
    for (const fn of this.#of.get(EVERYTHING) ?? [])
      this.#call(fn, { ...success(data), Event: name } as Envelope<unknown>);
  };

  #call(fn: Listener, event: Envelope<unknown>): void {
    try {
      // An async listener's rejection is the application's, and is not left to the page.
      const answer: unknown = fn(event);
      if (answer instanceof Promise) answer.catch(this.#failed);
    } catch (error) {
      this.#failed(error);
    }
  }
}
