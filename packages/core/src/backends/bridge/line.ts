import type { Clock } from '../../ports/index.ts';
import { encodeMessage, type Envelope } from './messages.ts';

/** How long a missing message is waited for, milliseconds. */
const GAP_MS = 2000;
/** More than this out of order is no disorder any more. */
const MOST_HELD = 1000;

/** What a {@link Line} is made with. */
export interface LineOptions {
  /** The half at the other end. */
  to: 'near' | 'far';
  link: string;
  clock: Clock;
  post: (message: string) => void;
  /** The next message, in order, each once. */
  deliver: (message: Envelope) => void;
  /** A message is missing for good: this line is of no use any more. */
  broken: () => void;
}

/** One link's messages in both directions: numbered on the way out, in order and once on the way in. */
export class Line {
  readonly link: string;
  readonly #options: LineOptions;
  readonly #held = new Map<number, Envelope>();
  #sent = 0;
  #next = 1;
  #cancel: (() => void) | null = null;
  #closed = false;

  constructor(options: LineOptions) {
    this.#options = options;
    this.link = options.link;
  }

  /** How many went out. */
  get sent(): number {
    return this.#sent;
  }

  /** Sends one. Throws for what is no JSON, and then has sent nothing. */
  send(body: object): void {
    if (this.#closed) return;
    const { to, post } = this.#options;
    const text = encodeMessage(to, this.link, body, this.#sent + 1);
    this.#sent++;
    post(text);
  }

  /** One that came, whatever its turn. */
  receive(n: number, message: Envelope): void {
    if (this.#closed || n < this.#next) return;
    this.#held.set(n, message);
    for (let due = this.#held.get(this.#next); due && !this.#closed; due = this.#held.get(this.#next)) {
      this.#held.delete(this.#next++);
      this.#options.deliver(due);
    }
    this.#watch(this.#held.size > 0);
    if (this.#held.size > MOST_HELD) this.#break();
  }

  /** The other half says how many it has sent: the last ones may be missing, with none after them to show it. */
  heardOf(sent: number): void {
    if (sent >= this.#next) this.#watch(true);
  }

  close(): void {
    this.#closed = true;
    this.#held.clear();
    this.#cancel?.();
  }

  #watch(missing: boolean): void {
    if (missing && !this.#cancel && !this.#closed) {
      const at = this.#next;
      this.#cancel = this.#options.clock.after(GAP_MS, () => {
        this.#cancel = null;
        // Some came meanwhile: what is missing now was not missing all the time.
        if (this.#next === at) this.#break();
        else this.#watch(this.#held.size > 0);
      });
    } else if (!missing) {
      this.#cancel?.();
      this.#cancel = null;
    }
  }

  #break(): void {
    if (this.#closed) return;
    this.close();
    this.#options.broken();
  }
}
