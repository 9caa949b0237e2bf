import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../scripts/lib/installed.mjs';

const root = join(import.meta.dirname, '..');

/** Stands for the built server: says how it was started, and how often it was told to end. */
const SERVER = `
let interrupts = 0;
process.on('SIGINT', () => {
  interrupts += 1;
  if (interrupts === 1) setTimeout(() => { console.log('interrupts: ' + interrupts); process.exit(interrupts - 1); }, 300);
});
process.on('SIGTERM', () => { console.log('terminated'); process.exit(0); });
console.log('serving ' + process.argv.slice(2).join(' ') + ' pid ' + process.pid + '.');
setInterval(() => {}, 1000);
`;
/** Stands for turbo: a dry run tells what the file \`cache\` says. */
const TURBO = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2).join(' ');
appendFileSync('calls', 'turbo ' + args + '\\n');
if (args.includes('--dry')) console.log(JSON.stringify({ tasks: [{ cache: { status: readFileSync('cache', 'utf8') } }] }));
`;
const NPX = `#!/bin/sh
echo "npx $*" >> calls
exit "$(cat npx-code 2>/dev/null || echo 0)"
`;

let folder = '';
const running: ChildProcess[] = [];
const put = (file: string, text: string, mode = 0o644): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text, { mode });
};
/** What was run since the last look. */
function calls(): string[] {
  const text = readFileSync(join(folder, 'calls'), 'utf8');
  put('calls', '');
  return text.trim().split('\n').filter(Boolean);
}
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PORT: '0',
  PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callstation-start-'));
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  put('package.json', '{"type":"commonjs","packageManager":"pnpm@0.0.0"}');
  put('pnpm-lock.yaml', 'lockfileVersion: 9');
  put('calls', '');
  put('cache', 'HIT');
  put('bin/npx', NPX, 0o755);
  put('node_modules/turbo/bin/turbo', TURBO, 0o755);
  put('packages/server/dist/cli.js', SERVER);
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command until it says what is awaited. */
async function run(command: string, args: string[], until: RegExp): Promise<{ child: ChildProcess; said(): string }> {
  const child = spawn(command, args, { cwd: folder, env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
  running.push(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  child.stderr.setEncoding('utf8').on('data', (more: string) => (text += more));
  while (!until.test(text)) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${text}`);
    await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), once(child, 'close')]);
  }
  return { child, said: () => text };
}
const start = () => run(process.execPath, ['scripts/start.mjs', '--log-level', 'debug'], /serving .* pid \d+\./);
async function stop(child: ChildProcess): Promise<number> {
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number];
  return code;
}
const serverOf = (text: string): number => Number(/pid (\d+)\./.exec(text)?.[1]);

describe('npm start', () => {
  it('installs and builds the first time, and hands its flags to the server', async () => {
    put('cache', 'MISS');
    const { child, said } = await start();
    expect(said()).toContain(
      '--demo --port 0 --serve /=apps/landing --serve /react/=apps/react-demo/dist --serve /vue/=apps/vue-demo/dist --serve /html/=apps/html-demo --serve /ui/=packages/ui/dist --serve /gallery/=apps/gallery/dist --serve /tccc/=apps/tccc-demo --serve /udesk/=apps/udesk-demo --serve /cc-sdk/=apps/ccsdk-demo',
    );
    expect(said()).toContain('--log-level debug');
    expect(calls()).toEqual([
      'npx -y pnpm@0.0.0 install --frozen-lockfile',
      'turbo run build --dry=json',
      'npx -y pnpm@0.0.0 exec turbo run build --output-logs=errors-only',
    ]);
    expect(await stop(child)).toBe(0);
  }, 20_000);

  it('the second time asks npx for nothing: what is up to date is put in place by turbo itself', async () => {
    await stop((await start()).child);
    calls();
    const { child } = await start();
    expect(calls()).toEqual(['turbo run build --dry=json', 'turbo run build --output-logs=errors-only']);
    expect(await stop(child)).toBe(0);
    put('cache', 'MISS');
    await stop((await start()).child);
    expect(calls().at(-1)).toBe('npx -y pnpm@0.0.0 exec turbo run build --output-logs=errors-only');
    put('pnpm-lock.yaml', 'lockfileVersion: 10');
    await stop((await start()).child);
    expect(calls()[0]).toBe('npx -y pnpm@0.0.0 install --frozen-lockfile');
  }, 30_000);

  it('ends with Ctrl-C in a terminal: the server is told once and ends well, nothing is left', async () => {
    const line = `${process.execPath} scripts/start.mjs`;
    // `exec`: a plain sh (dash) that stayed in between would die of the Ctrl-C itself and report 130 for the child's 0.
    const linux = ['-qec', `exec ${line}`, '/dev/null'];
    const args = process.platform === 'darwin' ? ['-q', '/dev/null', ...line.split(' ')] : linux;
    const { child, said } = await run('script', args, /serving .* pid \d+\./);
    const server = serverOf(said());
    child.stdin?.write('\u0003');
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(said()).toContain('interrupts: 1');
    expect(() => process.kill(server, 0)).toThrow('ESRCH');
  }, 20_000);

  it('ends with a signal from a program as well', async () => {
    const { child, said } = await start();
    const server = serverOf(said());
    child.kill('SIGTERM');
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(said()).toContain('terminated');
    expect(() => process.kill(server, 0)).toThrow('ESRCH');
  }, 20_000);
});

describe('an installation', () => {
  it('is made anew for another lockfile, system, processor or binary interface of Node', () => {
    const here = { platform: 'linux', arch: 'x64', versions: { modules: '115' } };
    const all = [
      fingerprint('a', here),
      fingerprint('b', here),
      fingerprint('a', { ...here, platform: 'darwin' }),
      fingerprint('a', { ...here, arch: 'arm64' }),
      fingerprint('a', { ...here, versions: { modules: '127' } }),
    ];
    expect(new Set(all).size).toBe(5);
    expect(fingerprint('a', { ...here })).toBe(all[0]);
  });
});

describe('npm test', () => {
  const elsewhere = ['--import', `data:text/javascript,Object.defineProperty(process,'platform',{value:'darwin'})`];
  const test = (...flags: string[]) =>
    spawnSync(process.execPath, [...elsewhere, 'scripts/test.mjs', ...flags], {
      cwd: folder,
      env: environment(),
      encoding: 'utf8',
    });

  it('off Debian stops at once, runs nothing, and names what to type', () => {
    const { status, stdout, stderr } = test();
    expect(stderr.trim().split('\n').at(-1)).toBe('Here, type: npm run test:portable');
    expect([status, stdout, calls()]).toEqual([1, '', []]);
  });

  it('as test:portable runs there, and ends with its counts even when the first step fails', () => {
    put('npx-code', '3');
    const { status, stdout, stderr } = test('--portable');
    expect(stderr).toMatch(/FAILED at \[install\] after [\d.]+ s: it ended with code 3/);
    expect([status, stdout.trim().split('\n').at(-1)]).toEqual([1, '0 passed, 1 failed']);
    expect(calls()).toEqual(['npx -y pnpm@0.0.0 install --frozen-lockfile']);
  });
});
