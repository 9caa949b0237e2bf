const KEYS = '0123456789*#ABCD';

/** Reads key presses from RFC 4733 packets: one per press, whatever of its packets gets through. */
export class TelephoneEvents {
  #last: number | null = null;

  /** The key, at the first packet with the end bit of each press (three are sent); else null. */
  read(payload: Uint8Array, timestamp: number): string | null {
    const [event = 255, flags = 0] = payload;
    const ended = (flags & 0x80) !== 0;
    if (payload.length < 4 || !ended || this.#last === timestamp) return null;
    this.#last = timestamp;
    return KEYS[event] ?? null;
  }
}
