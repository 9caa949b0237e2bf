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

const rest = '--filter=!@callstation/uniapp-demo';
const scripts = (...names: string[]) => names.map((name) => `@callstation/${name}#build:js`).join(' ');
/** What is built before the port opens, and then, in this order. */
const first = `${scripts('core', 'server', 'ui')} react-demo#build html-demo#build`;
const pages = 'gallery#build vue-demo#build';
const vendors = scripts('compat-tccc', 'compat-udesk', 'compat-ccsdk');
const packages = scripts('react', 'vue', 'testkit', 'uniapp');
const uniapp = '@callstation/uniapp-demo#build:h5';
const everything = [first, pages, vendors, packages].join(' ');
/** Folders of demos that are built behind the open port. */
const built = ['gallery/dist', 'vue-demo/dist', 'tccc-demo', 'udesk-demo', 'ccsdk-demo', 'uniapp-demo/dist/build/h5'];
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
  for (const demo of built) put(`apps/${demo}/index.html`, demo);
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
  await new Promise<void>((resolve, reject) => {
    const add = (more: string): void => {
      text += more;
      if (until.test(text)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    child.once('close', (code) => reject(new Error(`it ended with ${code}:\n${text}`)));
  });
  return { child, said: () => text };
}
const BOTH =
  /serving .* pid \d+\.[^]*\[\/uniapp\/\] (?:ready|not)|\[\/uniapp\/\] (?:ready|not)[^]*serving .* pid \d+\./;
/** Waits for what comes behind the open port, too. */
const start = () => run(process.execPath, ['scripts/start.mjs', '--log-level', 'debug'], BOTH);
const served = (page: string) => readFileSync(join(folder, 'node_modules/.callstation/served', page), 'utf8');
const looked = (tasks: string): string => `turbo run ${tasks} --dry=json`;
const turned = (tasks: string): string => `turbo run ${tasks} --output-logs=errors-only`;
const byNpx = (tasks: string): string => `npx -y pnpm@0.0.0 exec ${turned(tasks)}`;
/** npx does something else for these. */
const npxFor = (pattern: string, does: string) =>
  put('bin/npx', NPX.replace('exit', `case "$*" in ${pattern}) ${does};; esac; exit`), 0o755);
async function stop(child: ChildProcess): Promise<number> {
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number];
  return code;
}
const serverOf = (text: string): number => Number(/pid (\d+)\./.exec(text)?.[1]);

describe('npm start', () => {
  it('takes the port as a flag too, before PORT, and refuses what is none before it builds', async () => {
    const { child, said } = await run(process.execPath, ['scripts/start.mjs', '--port', '0'], BOTH);
    expect(said()).toMatch(/--port 0 .*--port 0/u);
    await stop(child);
    calls();
    const wrong = ['scripts/start.mjs', '--port', 'x'];
    const { status, stderr } = spawnSync(process.execPath, wrong, {
      cwd: folder,
      env: environment(),
      encoding: 'utf8',
    });
    expect([status, stderr, calls()]).toEqual([1, expect.stringContaining('--port is "x"'), []]);
  });

  it('installs and builds the first time, and hands its flags to the server', async () => {
    put('cache', 'MISS');
    const { child, said } = await start();
    const later = ['gallery', 'vue', 'tccc', 'udesk', 'cc-sdk', 'uniapp'].map(
      (name) => ` --serve /${name}/=node_modules/.callstation/served/${name}`,
    );
    expect(said()).toContain(
      `--demo --port 0 --serve /=apps/landing --serve /react/=apps/react-demo/dist --serve /html/=apps/html-demo --serve /ui/=packages/ui/dist --serve /vendor-kit/=apps/vendor-kit${later.join('')}`,
    );
    expect(said()).toContain('--log-level debug');
    expect(calls()).toEqual([
      `npx -y pnpm@0.0.0 install --frozen-lockfile ${rest}`,
      ...[looked(everything), looked(first), byNpx(first)],
      ...[pages, vendors, packages].flatMap((part) => [looked(part), byNpx(part)]),
      ...['npx -y pnpm@0.0.0 install --frozen-lockfile', looked(uniapp), byNpx(uniapp)],
    ]);
    expect([served('gallery/index.html'), served('cc-sdk/index.html'), served('uniapp/index.html')]).toEqual([
      'gallery/dist',
      'ccsdk-demo',
      'uniapp-demo/dist/build/h5',
    ]);
    expect(await stop(child)).toBe(0);
  }, 40_000);

  it('serves without what cannot be built behind the open port, and says so on its pages', async () => {
    put('cache', 'MISS');
    rmSync(join(folder, 'apps/uniapp-demo'), { recursive: true });
    npxFor('*vue-demo*', 'echo why; exit 2');
    const { child, said } = await start();
    expect(said()).toMatch(/why\n\[\/gallery\/ \/vue\/\] not there: it was not built\. The rest is served\./u);
    expect(said()).toContain('[/uniapp/] not there: it was not built. The rest is served.');
    expect(said()).toContain('[/tccc/ /udesk/ /cc-sdk/] ready after');
    for (const page of ['vue/desk.html', 'gallery/index.html', 'uniapp/index.html']) {
      expect(served(page)).toContain('It could not be built.');
      expect(served(page)).not.toContain('refresh');
    }
    expect(await stop(child)).toBe(0);
  }, 40_000);

  it('ends what it builds behind the open port when it ends; until then pages wait for it', async () => {
    put('cache', 'MISS');
    npxFor('*vendor*|*compat-*', 'echo waits; exec sleep 60');
    const { child, said } = await run(
      process.execPath,
      ['scripts/start.mjs'],
      /vue\/\] ready[^]*serving .* pid \d+\.|serving .* pid \d+\.[^]*vue\/\] ready/,
    );
    for (const page of ['tccc/index.html', 'cc-sdk/index.html', 'uniapp/index.html'])
      expect(served(page)).toContain('http-equiv="refresh"');
    expect(served('vue/index.html')).toBe('vue-demo/dist');
    expect(await stop(child)).toBe(0);
    expect(said()).not.toContain('not there');
  }, 40_000);

  it('the second time asks npx for nothing: what is up to date is put in place by turbo itself', async () => {
    await stop((await start()).child);
    calls();
    const { child } = await start();
    expect(calls()).toEqual([looked(everything), turned(everything), looked(uniapp), turned(uniapp)]);
    expect(served('vue/index.html')).toBe('vue-demo/dist');
    expect(await stop(child)).toBe(0);
    put('cache', 'MISS');
    await stop((await start()).child);
    expect(calls()).toContain(byNpx(first));
    put('pnpm-lock.yaml', 'lockfileVersion: 10');
    await stop((await start()).child);
    expect(calls()[0]).toBe('npx -y pnpm@0.0.0 install --frozen-lockfile --filter=!@callstation/uniapp-demo');
  }, 60_000);

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
  }, 40_000);

  it('ends with a signal from a program as well', async () => {
    const { child, said } = await start();
    const server = serverOf(said());
    child.kill('SIGTERM');
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(said()).toContain('terminated');
    expect(() => process.kill(server, 0)).toThrow('ESRCH');
  }, 40_000);
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
