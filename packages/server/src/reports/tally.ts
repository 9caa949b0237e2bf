import type { Millis } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Buckets } from './buckets.ts';

/** Values by part of the interval and id, made when first asked for. */
export class Tally<Value extends object> {
  readonly #none: () => Value;
  readonly #most: number;
  readonly #parts = new Map<number, Map<string, Value>>();
  #size = 0;

  /** `most`: rows there may be. Each is kept in memory until the last event is read. */
  constructor(none: () => Value, most: number) {
    this.#none = none;
    this.#most = most;
  }

  /** Throws `tooLarge` when there would be too many. */
  of(part: number, id: string): Value {
    let values = this.#parts.get(part);
    if (values === undefined) this.#parts.set(part, (values = new Map<string, Value>()));
    const known = values.get(id);
    if (known !== undefined) return known;
    if ((this.#size += 1) > this.#most)
      throw new CallstationError(
        'tooLarge',
        `The report would have more than ${this.#most} rows. Ask for a shorter interval, a coarser grouping or one group or agent.`,
      );
    const made = this.#none();
    values.set(id, made);
    return made;
  }

  /** In order of time and id. */
  entries({ edges }: Buckets): { from: Millis; to: Millis; id: string; value: Value }[] {
    return [...this.#parts]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([part, values]) =>
        [...values]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, value]) => ({ from: edges[part] ?? 0, to: edges[part + 1] ?? 0, id, value })),
      );
  }
}
