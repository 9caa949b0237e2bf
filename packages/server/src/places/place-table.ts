/** Names of places by the beginning of numbers, in one language. */
export interface PlaceTable {
  /** `callingCode` without a plus; `national` without a leading zero. Null: nothing is known of it. */
  of(callingCode: string, national: string): string | null;
}

interface Code {
  code: string;
  digits: number;
  runs: number;
  bytes: number;
}
/** Where runs of numbers begin, and the place of each. */
interface Runs {
  digits: number;
  from: Float64Array;
  place: Uint32Array;
}

const LINE_END = 10;

/**
 * Reads a table as `tools/make-places.mjs` writes it: a line of JSON, then for each calling code its runs, each as the step
 * from the one before and the place's number. Runs are unpacked when a number of their code comes for the first time.
 */
export function readPlaceTable(bytes: Buffer): PlaceTable {
  const end = bytes.indexOf(LINE_END);
  const { places, codes } = JSON.parse(bytes.subarray(0, end).toString('utf8')) as {
    places: string[];
    codes: Code[];
  };
  const packed = new Map<string, Code & { at: number }>();
  let at = end + 1;
  for (const one of codes) {
    packed.set(one.code, { ...one, at });
    at += one.bytes;
  }
  const unpacked = new Map<string, Runs>();
  const runsOf = (code: string): Runs | null => {
    const known = unpacked.get(code);
    if (known !== undefined) return known;
    const found = packed.get(code);
    if (found === undefined) return null;
    const runs = unpack(bytes, found);
    unpacked.set(code, runs);
    return runs;
  };
  return {
    of(callingCode, national) {
      const runs = runsOf(callingCode);
      if (runs === null || !/^\d{1,15}$/u.test(national)) return null;
      const { digits, from, place } = runs;
      const found = lastUpTo(from, Number(national.slice(0, digits).padEnd(digits, '0')));
      return found < 0 ? null : places[place[found] ?? 0] || null;
    },
  };
}

function unpack(bytes: Buffer, { digits, runs, at }: Code & { at: number }): Runs {
  const [from, place] = [new Float64Array(runs), new Uint32Array(runs)];
  let next = at;
  const number = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[next++] ?? 0;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  for (let run = 0, last = 0; run < runs; run++) {
    last += number();
    from[run] = last;
    place[run] = number();
  }
  return { digits, from, place };
}

/** The last entry that is not greater; -1: all are. */
function lastUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
