/** So many packets are looked back on: half a second. */
const LOOK_BACK = 25;
/** No packet of a call comes later than this. */
const BELIEVED_MS = 500;

/**
 * Tells when packets were due. They only ever come late, so the earliest of the last half second tells how far their
 * stream's clock is from ours; a process that stood still does not look like a pause in what was said.
 */
export class ArrivalClock {
  readonly #offsets = new Float64Array(LOOK_BACK).fill(Infinity);
  #next = 0;
  #last: number | null = null;
  #media = 0;

  /** The instant at which the packet with that RTP timestamp (48 kHz) was due, when it came at `now`. Milliseconds. */
  due(timestamp: number, now: number): number {
    if (this.#last !== null) this.#media += ((timestamp - this.#last) | 0) / 48;
    this.#last = timestamp;
    this.#offsets[this.#next] = now - this.#media;
    this.#next = (this.#next + 1) % LOOK_BACK;
    let least = Infinity;
    for (const offset of this.#offsets) if (offset < least) least = offset;
    const due = this.#media + least;
    if (now - due <= BELIEVED_MS) return due;
    // Its numbers jumped: another stream, as far as its clock is concerned.
    this.#offsets.fill(Infinity);
    return now;
  }
}
