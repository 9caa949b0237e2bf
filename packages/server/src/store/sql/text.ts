import { CallstationError } from '@callstation/core/protocol';

/** A text as every database takes it: PostgreSQL refuses NUL and lone surrogates. Longer ones are cut. */
export function text(value: string, most = 256): string {
  const cut = value.length > most ? value.slice(0, most) : value;
  return cut.replaceAll(UNFIT, '');
}

const UNFIT = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu;

/** {@link text}, where there may be none. */
export function textOrNull(value: string | null, most?: number): string | null {
  return value === null ? null : text(value, most);
}

/** JSON of what a call leaves behind. What is too long is cut within its texts, since a record must not be lost over a note. */
export function json(value: unknown, most = 65_536): string {
  const whole = write(value);
  if (whole.length <= most) return whole;
  for (const length of [1000, 100]) {
    const cut = write(value, (_key, part: unknown) => (typeof part === 'string' ? part.slice(0, length) : part));
    if (cut.length <= most) return cut;
  }
  return 'null';
}

/** JSON of what somebody wants kept as it is. Throws `tooLarge`. */
export function wholeJson(value: unknown, most: number): string {
  const whole = write(value);
  if (whole.length > most)
    throw new CallstationError('tooLarge', `At most ${Math.floor(most / 1024)} KiB of JSON can be kept there.`);
  return whole;
}

function write(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  // A NUL is \u0000 in JSON, which PostgreSQL takes as text.
  return JSON.stringify(value ?? null, replacer);
}

/** What was kept, as the type it was kept as. What somebody has spoilt by hand is null. */
export function parse<T>(kept: string): T;
export function parse<T>(kept: string | null): T | null;
export function parse<T>(kept: string | null): T | null {
  if (kept === null) return null;
  try {
    return JSON.parse(kept) as T;
  } catch {
    return null;
  }
}
