import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import config from '../vitest.config.ts';
import { closingLine, countLanes, laneOf, lanes, reportLines } from './lane-report.ts';
import type { ModuleResult, Outcome } from './lane-report.ts';

const root = join(import.meta.dirname, '..');

function moduleOf(lane: string, outcomes: Outcome[], errors = 0): ModuleResult {
  const tests = outcomes.map((outcome, index) => ({ name: `test ${index}`, outcome }));
  return { lane, file: `${lane}.test.ts`, tests, errors };
}

const green = lanes.map((lane) => moduleOf(lane, ['passed', 'passed']));

describe('the count of lanes', () => {
  it('names the same lanes as the configuration of vitest', () => {
    const projects = (config.test?.projects ?? []) as { test: { name: string } }[];
    expect(projects.map(({ test }) => test.name)).toEqual([...lanes]);
  });

  it('passes when every lane has tests and all of them passed', () => {
    const report = countLanes(green);
    expect(closingLine(report)).toBe(`${2 * lanes.length} passed, 0 failed`);
    expect(report.lanes.flatMap((lane) => lane.complaints)).toEqual([]);
  });

  it('counts a browser instance for its lane', () => {
    expect(['browser (chromium)', 'browser', 'core'].map(laneOf)).toEqual(['browser', 'browser', 'core']);
  });

  it('fails for an empty lane', () => {
    const report = countLanes(green.filter(({ lane }) => lane !== 'browser'));
    expect(closingLine(report)).toBe(`${2 * lanes.length - 2} passed, 1 failed`);
    expect(reportLines(report)).toContain('  the lane is empty');
  });

  it('fails for a lane whose files hold no test', () => {
    expect(countLanes([...green.slice(1), moduleOf('core', [])]).failed).toBe(1);
  });

  it.each<Outcome>(['skipped', 'todo', 'pending', 'failed'])('fails for a test that is %s', (outcome) => {
    const report = countLanes([...green, moduleOf('core', [outcome])]);
    expect(closingLine(report)).toBe(`${2 * lanes.length} passed, 1 failed`);
  });

  it('fails for an error outside of tests, an unhandled error and an unknown lane', () => {
    expect(countLanes([...green, moduleOf('core', [], 1)]).failed).toBe(1);
    expect(countLanes(green, { unhandled: 2 }).failed).toBe(2);
    expect(countLanes([...green, moduleOf('stray', ['passed'])]).failed).toBe(1);
  });

  it('prints the counts and the time of each lane', () => {
    const lines = reportLines(countLanes(green, { ms: new Map([['core', 1234]]) }));
    expect(lines[0]).toBe('lane core       2 ok, 0 not ok  1.2 s');
    expect(lines).toHaveLength(lanes.length);
  });
});

describe('the gate in a real run', () => {
  let folder = '';
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function run(tests: Record<string, string>) {
    folder = mkdtempSync(join(tmpdir(), 'lane-gate-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const project = (name: string) => `{ test: { name: '${name}', include: ['${name}/*.test.js'] } }`;
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      `export default { test: { projects: [${project('one')}, ${project('two')}] } };\n`,
    );
    for (const [file, body] of Object.entries(tests)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `import { afterAll, beforeAll, expect, it } from 'vitest';\n${body}\n`);
    }
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const gate = join(root, 'tooling', 'lane-gate.ts');
    const { LANE_REPORT: _, ...env } = process.env;
    const ended = spawnSync(process.execPath, [vitest, 'run', '--reporter=default', `--reporter=${gate}`], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, NO_COLOR: '1', LANE_GATE_LANES: 'one,two' },
    });
    return { code: ended.status, last: ended.stdout.trimEnd().split('\n').at(-1), output: ended.stdout };
  }

  const pass = `it('works', () => { expect(1).toBe(1); });`;

  it('ends with the closing line and exit code 0 when all is well', () => {
    const { code, last } = run({ 'one/a.test.js': pass, 'two/b.test.js': pass });
    expect({ code, last }).toEqual({ code: 0, last: '2 passed, 0 failed' });
  }, 60_000);

  it('fails for an empty lane, a skip and a todo, which vitest itself lets pass', () => {
    const { code, last, output } = run({ 'one/a.test.js': `${pass} it.skip('later', () => {}); it.todo('some day');` });
    expect({ code, last }).toEqual({ code: 1, last: '1 passed, 3 failed' });
    expect(output).toContain('"later" is skipped');
    expect(output).toContain('"some day" is todo');
    expect(output).toContain('the lane is empty');
  }, 60_000);

  it('fails for a file that does not load and for a hook that throws', () => {
    const { code, last } = run({
      'one/a.test.js': `throw new Error('on load');`,
      'two/b.test.js': `${pass} afterAll(() => { throw new Error('in a hook'); });`,
    });
    expect(code).toBe(1);
    expect(last).toBe('1 passed, 3 failed');
  }, 60_000);
});
