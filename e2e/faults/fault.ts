import { appendFileSync } from 'node:fs';

import { expect, it } from 'vitest';

/** What a run of a fault measured, milliseconds. */
export type Figures = Readonly<Record<string, number>>;

/** How often each fault is run; `npm run faults` asks for more. */
export const RUNS = Number(process.env['FAULT_RUNS'] ?? 1);
/** Where `npm run faults` reads what happened, a line of JSON for each run. */
const REPORT = process.env['FAULT_REPORT'];

/** A test of one fault of docs/reliability.md: every run must pass; what it measures is noted. */
export function fault(
  id: string,
  title: string,
  ms: number,
  run: () => Promise<Figures>,
  after: () => Promise<void>,
): void {
  it(`${id} ${title}`, { timeout: (ms + 20_000) * RUNS }, async () => {
    const failures: string[] = [];
    for (let n = 0; n < RUNS; n++) {
      let [figures, failure]: [Figures, string | null] = [{}, null];
      try {
        figures = await run();
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
        failures.push(failure);
      }
      await after();
      const line = { id, title, passed: failure === null, figures, failure };
      if (REPORT) appendFileSync(REPORT, `${JSON.stringify(line)}\n`);
    }
    expect(failures).toEqual([]);
  });
}
