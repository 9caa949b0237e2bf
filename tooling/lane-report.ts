/** The lanes of the workspace. Fixed on purpose: a lane that vanishes (no browser, a wrong glob) must not look green. */
export const lanes = ['core', 'server', 'workspace', 'react', 'vue', 'ui', 'browser', 'e2e'] as const;

/** The lane a project belongs to: vitest names the instances of a browser lane after their browser, `browser (chromium)`. */
export function laneOf(project: string): string {
  return project.replace(/ \([^()]+\)$/u, '');
}

/** How one test ended. A test that did not run at all is `pending`. */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'todo' | 'pending';

/** One test file as the gate sees it. */
export interface ModuleResult {
  lane: string;
  file: string;
  tests: { name: string; outcome: Outcome }[];
  /** Errors outside of any test: the file did not load, a hook of it threw. */
  errors: number;
}

/** What one lane did. */
export interface LaneResult {
  lane: string;
  passed: number;
  failed: number;
  /** Wall time from its first file to its last, in milliseconds. */
  ms: number;
  /** Why this lane fails the run although no test of it failed. Each counts as one failure. */
  complaints: string[];
}

/** What the whole run did. */
export interface LaneReport {
  passed: number;
  failed: number;
  lanes: LaneResult[];
  complaints: string[];
}

function laneResult(lane: string, modules: ModuleResult[], ms: number): LaneResult {
  const result: LaneResult = { lane, passed: 0, failed: 0, ms, complaints: [] };
  for (const module of modules) {
    for (let count = 0; count < module.errors; count += 1) {
      result.complaints.push(`${module.file}: an error outside of its tests`);
    }
    for (const { name, outcome } of module.tests) {
      if (outcome === 'passed') result.passed += 1;
      else if (outcome === 'failed') result.failed += 1;
      else result.complaints.push(`${module.file}: "${name}" is ${outcome}`);
    }
  }
  if (modules.every((module) => module.tests.length === 0)) result.complaints.push('the lane is empty');
  return result;
}

/**
 * Counts a run by lane. Skips, todos, tests that never ran, empty lanes, unknown lanes and errors outside of tests are
 * failures: with any of them `failed` is not 0.
 *
 * @param modules   Every test file of the run.
 * @param options.ms         Wall time per lane, in milliseconds.
 * @param options.unhandled  Errors that belong to no file.
 * @param options.expected   The lanes that must have tests. Default: all of `lanes`.
 */
export function countLanes(
  modules: readonly ModuleResult[],
  options: { ms?: ReadonlyMap<string, number>; unhandled?: number; expected?: readonly string[] } = {},
): LaneReport {
  const expected = options.expected ?? lanes;
  const names = [...new Set([...expected, ...modules.map((module) => module.lane)])];
  const results = names.map((lane) => {
    const own = modules.filter((module) => module.lane === lane);
    return laneResult(lane, own, options.ms?.get(lane) ?? 0);
  });
  const complaints = names.filter((lane) => !expected.includes(lane)).map((lane) => `${lane} is not one of the lanes`);
  for (let count = 0; count < (options.unhandled ?? 0); count += 1) complaints.push('an unhandled error');
  const sum = (pick: (lane: LaneResult) => number) => results.reduce((total, lane) => total + pick(lane), 0);
  return {
    passed: sum((lane) => lane.passed),
    failed: sum((lane) => lane.failed + lane.complaints.length) + complaints.length,
    lanes: results,
    complaints,
  };
}

/** The last line of a run: `N passed, N failed`. */
export function closingLine(report: Pick<LaneReport, 'passed' | 'failed'>): string {
  return `${report.passed} passed, ${report.failed} failed`;
}

/** The lines of a report, without the closing one. */
export function reportLines(report: LaneReport): string[] {
  const width = Math.max(...report.lanes.map(({ lane }) => lane.length));
  return [
    ...report.lanes.flatMap(({ lane, passed, failed, ms, complaints }) => [
      `lane ${lane.padEnd(width)}  ${passed} ok, ${failed} not ok  ${(ms / 1000).toFixed(1)} s`,
      ...complaints.map((complaint) => `  ${complaint}`),
    ]),
    ...report.complaints.map((complaint) => `  ${complaint}`),
  ];
}
