import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withThread } from '../open-store.ts';
import { storeContract } from '../store.contract.ts';
import { sampleActivity, sampleSession, sessionWrite } from '../testing/samples.ts';
import { createSqlStore } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';
import { createWriteThread } from './write-thread.ts';

const libsql = createRequire(import.meta.url).resolve('libsql');
let folder: string;
let program: URL;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callstation-writer-'));
  program = pathToFileURL(join(folder, 'writer.mjs'));
  await build({
    entryPoints: [fileURLToPath(new URL('./writer.ts', import.meta.url))],
    outfile: fileURLToPath(program),
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', conditions: ['@callstation/source'] },
    // What libsql loads for this machine is found from its own place only.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(libsql)});`,
    },
    logLevel: 'error',
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const freshFile = (): string => join(folder, `${++files}.db`);

storeContract(
  'SQLite in a file, written by a thread',
  async () => {
    const path = freshFile();
    const store = withThread(await createSqlStore(openSqlite(path)), createWriteThread(path, program));
    return { store, stop: () => store.close() };
  },
  { describe, it, expect, beforeEach, afterEach },
);

describe('the thread that writes', () => {
  const write = sessionWrite(sampleSession());

  it('lets this thread go on meanwhile', async () => {
    const path = freshFile();
    const store = withThread(await createSqlStore(openSqlite(path)), createWriteThread(path, program));
    await store.write([write]);
    const many = Array.from({ length: 400 }, (_, seq) => ({
      type: 'activity' as const,
      activity: sampleActivity({ seq: seq + 1 }),
    }));
    let written = false;
    const writing = store.write(many).then(() => (written = true));
    let turns = 0;
    for (; !written; turns++) await new Promise((resolve) => setImmediate(resolve));
    await writing;
    expect(turns).toBeGreaterThan(5);
    await store.close();
  });

  it('waits for what this thread has begun, and the other way round, however their turns fall', async () => {
    const path = freshFile();
    const own = await createSqlStore(openSqlite(path));
    const store = withThread(own, createWriteThread(path, program));
    const rounds = Array.from({ length: 40 }, (_, i) => i + 1);
    const here = rounds.map((seq) => own.write([{ type: 'activity', activity: sampleActivity({ seq }) }]));
    const there = rounds.map((seq) =>
      store.write([{ type: 'activity', activity: sampleActivity({ seq: 100 + seq }) }]),
    );
    await Promise.all([...here, ...there]);
    expect(await store.events.agentActivity('shop')).toHaveLength(80);
    await store.close();
  });

  it('is waited for by a program that writes or closes, and by none that only left it open', async () => {
    const path = freshFile();
    await (await createSqlStore(openSqlite(path))).close();
    const bundled = join(folder, 'write-thread.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('./write-thread.ts', import.meta.url))],
      ...{ outfile: bundled, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' },
    });
    const script = join(folder, 'uses-thread.mjs');
    const run = (end: string): string => {
      writeFileSync(
        script,
        `import { createWriteThread } from ${JSON.stringify(pathToFileURL(bundled).href)};
        const thread = createWriteThread(${JSON.stringify(path)}, new URL(${JSON.stringify(program.href)}));
        await thread.write([{ type: 'alive', at: 1 }]);
        ${end}`,
      );
      return execFileSync(process.execPath, [script], { encoding: 'utf8', timeout: 20_000 });
    };
    expect(run("await thread.close(); console.log('closed');")).toBe('closed\n');
    expect(run("console.log('left open');")).toBe('left open\n');
  });

  it('tells a record that the store refuses from a store that fails', async () => {
    const path = freshFile();
    const store = withThread(await createSqlStore(openSqlite(path)), createWriteThread(path, program));
    const bad = sessionWrite(sampleSession({ createdAt: null as unknown as number }));
    await expect(store.write([bad])).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_CONSTRAINT/u) });
    await store.write([write]);
    expect(await store.sessions.get('shop', 's1')).not.toBeNull();
    await store.close();
  });

  it('begins anew after it has died: what was asked is refused, and can be asked again', async () => {
    const path = freshFile();
    const dying = join(folder, 'dying.mjs');
    const once = join(folder, 'died');
    writeFileSync(
      dying,
      `import { existsSync, writeFileSync } from 'node:fs';
      if (existsSync(${JSON.stringify(once)})) await import(${JSON.stringify(program.href)});
      else { writeFileSync(${JSON.stringify(once)}, ''); process.exit(1); }`,
    );
    const thread = createWriteThread(path, pathToFileURL(dying));
    const store = withThread(await createSqlStore(openSqlite(path)), thread);
    await expect(store.write([write])).rejects.toThrow(/has ended/u);
    await store.write([write]);
    expect(await store.sessions.get('shop', 's1')).not.toBeNull();
    await store.close();
  });
});
