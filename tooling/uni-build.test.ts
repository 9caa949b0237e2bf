import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noNetwork } from '../scripts/lib/no-network.mjs';
import { notesOf, versionsIn, withRelease } from '../scripts/lib/plugin-changelog.mjs';
import { uniBuild } from '../scripts/lib/uni-build.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'uni-build-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a program without a network', () => {
  it('reaches nobody, not even on this machine, and writes its files', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const call = `
      require('node:fs').writeFileSync('made', '');
      const socket = require('node:net').connect(${port}, '127.0.0.1');
      socket.on('connect', () => process.exit(7)).on('error', () => process.exit(3));`;
    const run = (prefix: string[]): number | null => {
      const [command, ...args] = [...prefix, process.execPath, '-e', call];
      return spawnSync(command, args, { cwd: folder }).status;
    };
    const { prefix, proven, words } = noNetwork(folder);
    expect(run([])).toBe(7);
    expect([proven, run(prefix), words.startsWith('without')]).toEqual(proven ? [true, 3, true] : [false, 7, false]);
    expect(existsSync(join(folder, 'made'))).toBe(true);
    server.close();
  });

  it('is root’s own way where it can be, another where it cannot, and none where neither lets it write', () => {
    const asked: string[] = [];
    const where = (allowed: string) =>
      noNetwork('/app', (command, args) => asked.push([command, ...args].join(' ')) > 0 && args[0] === allowed);
    expect(where('-n').prefix).toEqual(['unshare', '-n']);
    expect(where('-rn').prefix).toEqual(['unshare', '-rn']);
    expect(asked).toEqual(['-n', '-n', '-rn'].map((way) => `unshare ${way} test -w /app`));
    const none = where('nothing');
    expect([none.prefix, none.words, none.env['https_proxy']]).toEqual([
      [],
      expect.stringContaining('with the network within reach'),
      'http://127.0.0.1:9',
    ]);
  });
});

describe('a build by uni-app’s compilers', () => {
  /** Compilers that write these files, say something, and end with a code. */
  const build = (name: string, files: string[], code: number) => {
    const cli = join(folder, `${name}.cjs`);
    const out = join(folder, name);
    mkdirSync(out);
    writeFileSync(join(out, 'app.js'), 'of yesterday');
    const write = `require('node:fs').mkdirSync(${JSON.stringify(out)}); for (const file of ${JSON.stringify(files)}) require('node:fs').writeFileSync(${JSON.stringify(out)} + '/' + file, '');`;
    writeFileSync(
      cli,
      `${write} console.log('Cannot find module', process.argv.slice(2).join()); process.exitCode = ${code};`,
    );
    return uniBuild({ cli, platform: 'app', cwd: folder, out, wanted: ['app.js', 'app.json'] });
  };

  it('is refused where a file is missing, whatever they end with, and with all that they said', async () => {
    await expect(build('half', ['app.json'], 0)).rejects.toThrow(
      /^app: uni-app's compilers ended with 0, with.*\. Missing: app\.js\.\nCannot find module build,-p,app/u,
    );
  });

  it('is refused where they fail, though all is there', async () => {
    await expect(build('failed', ['app.json', 'app.js'], 1)).rejects.toThrow(/ended with 1, .* Missing: nothing\./u);
  });

  it('says whether there was a network', async () => {
    expect(await build('whole', ['app.json', 'app.js'], 0)).toBe(noNetwork(folder).words);
  });
});

describe('the changelog of the plugin market', () => {
  const OLD = '## 0.1.0（2026-01-31）\n\n- 首个版本。\n';
  const NPM = `# @callstation/uniapp

## 0.2.0

### Minor Changes

- 0a1b2c3: A hidden page
  of two lines.

  And a paragraph.

### Patch Changes

- Updated dependencies [0a1b2c3]
  - @callstation/core@0.2.0
- 4d5e6f7: Another.

## 0.1.0

- 8a9b0c1: The first.
`;

  it('begins with the newest version, made of what npm is told', () => {
    const notes = notesOf(NPM, '0.2.0');
    expect(notes).toBe('- A hidden page\n  of two lines.\n\n  And a paragraph.\n- Another.');
    const text = withRelease(OLD, { version: '0.2.0', date: '2026-02-28', notes });
    expect(text).toBe(`## 0.2.0（2026-02-28）\n\n${notes}\n\n${OLD}`);
    expect(versionsIn(text)).toEqual(['0.2.0', '0.1.0']);
  });

  it('has each version once, and a word where there is nothing new', () => {
    expect(withRelease(OLD, { version: '0.1.0', date: '2026-02-28', notes: 'x' })).toBe(OLD);
    const notes = notesOf(NPM, '0.3.0');
    expect(withRelease('', { version: '0.3.0', date: '2026-02-28', notes })).toMatch(
      /^## 0\.3\.0（2026-02-28）\n\n- \S/u,
    );
  });
});
