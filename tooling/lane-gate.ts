import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestCase } from 'vitest/node';
import { closingLine, countLanes, laneOf, reportLines } from './lane-report.ts';
import type { ModuleResult, Outcome } from './lane-report.ts';

function outcomeOf(test: TestCase): Outcome {
  if (test.options.mode === 'todo') return 'todo';
  return test.result().state;
}

function resultOf(module: TestModule): ModuleResult {
  // A hook that throws puts its error on the suite it belongs to, and its tests end as skipped.
  const suites = [...module.children.allSuites()];
  return {
    lane: laneOf(module.project.name),
    file: module.relativeModuleId,
    tests: [...module.children.allTests()].map((test) => ({ name: test.fullName, outcome: outcomeOf(test) })),
    errors: module.errors().length + suites.reduce((total, suite) => total + suite.errors().length, 0),
  };
}

/**
 * Makes vitest fail where it would pass: an empty lane, a skipped test, a todo. Prints each lane's counts and time, then
 * `N passed, N failed` as the last line. With `LANE_REPORT` set to a file, the report is written there as JSON and the
 * caller prints the closing line, so that it is the last one of a longer run.
 *
 * Use: `vitest run --reporter=default --reporter=./tooling/lane-gate.ts`. `LANE_GATE_LANES=a,b` names other lanes.
 */
export default class LaneGate implements Reporter {
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();

  onTestModuleQueued(module: TestModule): void {
    const lane = laneOf(module.project.name);
    if (!this.#first.has(lane)) this.#first.set(lane, Date.now());
  }

  onTestModuleEnd(module: TestModule): void {
    this.#last.set(laneOf(module.project.name), Date.now());
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const ms = new Map([...this.#last].map(([lane, end]) => [lane, end - (this.#first.get(lane) ?? end)]));
    const expected = process.env['LANE_GATE_LANES']?.split(',');
    const report = countLanes(modules.map(resultOf), {
      ms,
      unhandled: unhandled.length,
      ...(expected ? { expected } : {}),
    });
    if (report.failed > 0) process.exitCode = 1;
    const file = process.env['LANE_REPORT'];
    if (file) writeFileSync(file, JSON.stringify(report));
    const lines = file ? reportLines(report) : [...reportLines(report), closingLine(report)];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}
