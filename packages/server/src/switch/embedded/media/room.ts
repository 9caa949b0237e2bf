import { CallstationError } from '@callstation/core/protocol';
import type { Audience, Line } from './line.ts';
import type { Sound } from './sound.ts';

/** Where two lines hear each other. Packets are passed on as they come: nothing is decoded that need not be. */
export class Room implements Audience {
  readonly #lines = new Set<Line>();

  get size(): number {
    return this.#lines.size;
  }

  get lines(): ReadonlySet<Line> {
    return this.#lines;
  }

  /** @throws CallstationError `notSupported` for a third line: this switch does not mix yet. */
  add(line: Line): void {
    if (this.#lines.has(line)) return;
    if (this.#lines.size >= 2) throw new CallstationError('notSupported', 'This switch joins two legs at a time.');
    this.#lines.add(line);
    line.audience = this;
  }

  remove(line: Line): void {
    if (!this.#lines.delete(line)) return;
    if (line.audience === this) line.audience = null;
  }

  spread(sound: Sound, from: Line): void {
    for (const line of this.#lines) if (line !== from) line.hear(sound, from);
  }
}
