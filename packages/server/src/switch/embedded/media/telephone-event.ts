const KEYS = '0123456789*#ABCD';

/** Hands manage ten a second, dialling machines twenty. */
const MOST_PER_SECOND = 50;

/** Reads key presses from RFC 4733 packets: one per press, whatever of its packets gets through. */
export class TelephoneEvents {
  readonly #now: () => number;
  #last: number | null = null;
  #second = { since: 0, presses: 0 };

  /** `now`: milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The key, at the first packet with the end bit of each press (three are sent); else null, as for what is no key, lasted
   * no time, or comes faster than keys can be pressed.
   */
  read(payload: Uint8Array, timestamp: number): string | null {
    const [event = 255, flags = 0, high = 0, low = 0] = payload;
    const ended = (flags & 0x80) !== 0;
    if (payload.length < 4 || !ended || high + low === 0 || this.#last === timestamp) return null;
    this.#last = timestamp;
    const key = KEYS[event] ?? null;
    return key !== null && this.#mayPress() ? key : null;
  }

  #mayPress(): boolean {
    const now = this.#now();
    if (now - this.#second.since >= 1000) this.#second = { since: now, presses: 0 };
    this.#second.presses += 1;
    return this.#second.presses <= MOST_PER_SECOND;
  }
}
