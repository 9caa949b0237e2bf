import { appendFileSync } from 'node:fs';

import { expect, it } from 'vitest';

/** What a run of a fault measured: milliseconds, or what its name says. */
export type Figures = Readonly<Record<string, number>>;

/** How often each fault is run; `npm run faults` asks for more. */
export const RUNS = Number(process.env['FAULT_RUNS'] ?? 1);
/** Whether this is `npm run faults`, which has the time for long forms. */
export const LONG = RUNS > 1;
/** Where `npm run faults` reads what happened, a line of JSON for each run. */
const REPORT = process.env['FAULT_REPORT'];

/** Where runs happen: as many at once as there are places. */
export interface Places<P> {
  /** The place number `n`, made at the first need. */
  at(n: number): Promise<P>;
  /** Leaves nothing of a run. Rejects when something cannot be got rid of, which fails the run. */
  clear(place: P): Promise<void>;
  /** After a failed run: the next one has a place of which nothing bad is known. */
  renew(n: number): Promise<void>;
}

/** Of how it is run. */
export interface FaultOptions {
  /** How long one run may take, milliseconds. */
  ms: number;
  /** Runs under way at once, each at a place of its own: for those that mostly wait. Default 1. */
  together?: number;
  /** Default {@link RUNS}. */
  runs?: number;
}

/** For runs that make what they need and leave nothing. */
export const NOWHERE: Places<null> = { at: async () => null, clear: async () => {}, renew: async () => {} };

/** A test of one fault of docs/reliability.md: every run must pass; what it measures is noted. No run is repeated. */
export function fault<P>(
  id: string,
  title: string,
  options: FaultOptions,
  places: Places<P>,
  run: (place: P, n: number) => Promise<Figures>,
): void {
  const { ms, runs = RUNS } = options;
  const together = Math.min(options.together ?? 1, runs);
  it(`${id} ${title}`, { timeout: (ms + 20_000) * Math.ceil(runs / together) }, async () => {
    const failures: string[] = [];
    let begun = 0;
    const work = async (lane: number): Promise<void> => {
      while (begun < runs) {
        const n = begun++;
        const { figures, failure } = await once(places, lane, (place) => run(place, n));
        if (failure !== null) failures.push(failure);
        note({ id, title, passed: failure === null, figures, failure }, n, runs);
      }
    };
    await Promise.all(Array.from({ length: together }, (_, lane) => work(lane)));
    expect(failures).toEqual([]);
  });
}

async function once<P>(
  places: Places<P>,
  lane: number,
  run: (place: P) => Promise<Figures>,
): Promise<{ figures: Figures; failure: string | null }> {
  try {
    const place = await places.at(lane);
    const figures = await run(place);
    await places.clear(place);
    return { figures, failure: null };
  } catch (error) {
    await places.renew(lane);
    return { figures: {}, failure: messageOf(error) };
  }
}

/** With what is behind it: fast-check keeps that in the cause. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${messageOf(error.cause)}`;
}

interface Line {
  id: string;
  title: string;
  passed: boolean;
  figures: Figures;
  failure: string | null;
}

function note(line: Line, n: number, runs: number): void {
  if (!REPORT) return;
  appendFileSync(REPORT, `${JSON.stringify(line)}\n`);
  const told = line.passed ? JSON.stringify(line.figures) : `FAILED: ${line.failure ?? ''}`;
  process.stdout.write(`${line.id} run ${n + 1} of ${runs} ${told}\n`);
}
