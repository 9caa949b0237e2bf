import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, isDebian } from '../scripts/lib/chromium.mjs';
import { findPostgres } from '../scripts/lib/postgres.mjs';
import { several } from '../scripts/lib/several.mjs';
import { StepError, step } from '../scripts/lib/steps.mjs';

const root = join(import.meta.dirname, '..');

describe('finding a Chromium', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes CHROMIUM_PATH before the PATH, and the PATH by the names it knows', () => {
    const file = join(folder, 'chromium-browser');
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(file);
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
  });

  it('refuses a CHROMIUM_PATH that names nothing', () => {
    expect(() => findChromium({ CHROMIUM_PATH: join(folder, 'none') })).toThrow(StepError);
  });

  it('knows Debian and its children, and nothing else, by what they say of themselves', () => {
    const release = join(folder, 'os-release');
    const says = (text: string) => {
      writeFileSync(release, text);
      return isDebian('linux', release);
    };
    expect(says('NAME="Debian GNU/Linux"\nID=debian\n')).toBe(true);
    expect(says('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe(true);
    expect(says('ID=fedora\nHOME_URL="https://debian.example"\n')).toBe(false);
    expect(isDebian('darwin', release)).toBe(false);
    expect(isDebian('linux', join(folder, 'none'))).toBe(false);
  });
});

describe('finding a PostgreSQL', () => {
  let folder = '';
  const install = (...path: string[]): string => {
    const bin = join(folder, ...path);
    mkdirSync(bin, { recursive: true });
    for (const name of ['initdb', 'postgres']) writeFileSync(join(bin, name), '');
    return bin;
  };
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'postgres-')));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes POSTGRES_BIN before the PATH, the PATH before Debian’s, and of Debian’s the newest', () => {
    const [nine, mine, named] = [install('lib', '9', 'bin'), install('mine'), install('named')];
    const debian = join(folder, 'lib');
    expect(findPostgres({ PATH: '/nowhere' }, debian)).toBe(nine);
    const sixteen = install('lib', '16', 'bin');
    expect(findPostgres({ PATH: '/nowhere' }, debian)).toBe(sixteen);
    expect(findPostgres({ PATH: `/nowhere:${mine}` }, debian)).toBe(mine);
    expect(findPostgres({ PATH: mine, POSTGRES_BIN: named }, debian)).toBe(named);
  });

  it('follows a link on the PATH to where initdb is, and refuses a POSTGRES_BIN without it', () => {
    const bin = install('real');
    const links = join(folder, 'links');
    mkdirSync(links);
    symlinkSync(join(bin, 'postgres'), join(links, 'postgres'));
    expect(findPostgres({ PATH: links }, '/nowhere')).toBe(bin);
    expect(() => findPostgres({ POSTGRES_BIN: links })).toThrow(StepError);
  });
});

describe('a step', () => {
  it('returns what its work returns, and fails by a thrown error or an exit code', async () => {
    await expect(step('fine', () => 'x')).resolves.toBe('x');
    await expect(step('a code', () => 2)).rejects.toThrow(
      /^FAILED at \[a code\] after [\d.]+ s: it ended with code 2$/,
    );
    await expect(
      step('a reason', () => {
        throw new StepError('no disk');
      }),
    ).rejects.toThrow(/no disk$/);
  });
});

describe('npm start', () => {
  const start = (port: string) =>
    spawnSync(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PORT: port },
    });

  it('says at once that the port is taken, and what to type', async () => {
    const server = createServer();
    await once(server.listen(0, 'localhost'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = start(String(port));
    server.close();
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`,
    );
  });

  it('refuses a PORT that is no port', () => {
    for (const port of ['x', '70000', '-1', '80.5']) {
      const { status, stderr } = start(port);
      expect({ status, stderr: stderr.trim() }).toEqual({
        status: 1,
        stderr: `PORT is "${port}", and a port is a whole number from 0 to 65535.`,
      });
    }
  });
});

describe('a child process', () => {
  it('ends with the script that runs it, and so do its own children', async () => {
    const grandchild = `setInterval(() => {}, 1000); console.log(process.pid);`;
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' });`;
    const script = `import { run } from ${JSON.stringify(join(root, 'scripts/lib/run.mjs'))};
      await run(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
    const outer = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(outer.stdout, 'data')) as [Buffer];
    expect(process.kill(Number(said.toString()), 0)).toBe(true);
    outer.kill('SIGTERM');
    // `close` waits for the last holder of the pipe, which is the innermost process: it comes only when that has ended.
    const [code] = (await once(outer, 'close')) as [number];
    expect(code).toBe(130);
  }, 30_000);
});

describe('several at a time', () => {
  it('does each once, no more at once than there are cores, and answers in order', async () => {
    let under = 0;
    let most = 0;
    const work = async (n: number): Promise<number> => {
      most = Math.max(most, ++under);
      await new Promise((done) => setImmediate(done));
      under -= 1;
      return n * 2;
    };
    const items = Array.from({ length: 40 }, (_, n) => n);
    expect(await several(items, work)).toEqual(items.map((n) => n * 2));
    expect(most).toBe(Math.min(availableParallelism(), items.length));
    expect(await several([], work)).toEqual([]);
  });

  it('begins nothing more after a failure, which it throws', async () => {
    const done: number[] = [];
    const failing = several(
      Array.from({ length: 500 }, (_, n) => n),
      async (n) => {
        done.push(n);
        await new Promise((next) => setImmediate(next));
        if (n === 0) throw new Error('the first');
      },
    );
    await expect(failing).rejects.toThrow('the first');
    expect(done.length).toBeLessThan(500);
  });
});
