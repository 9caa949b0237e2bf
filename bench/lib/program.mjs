import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a program in a process of its own; `ask` calls what it answers. One that ends in `.mjs` runs as it is, on the built
 * packages; any other is bundled from the packages' sources. `BENCH_NODE` holds options of Node for all of them, as
 * `--cpu-prof`.
 */
export async function startProgram(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-program-'));
  const file = entry.endsWith('.mjs') ? join(root, entry) : await bundled(entry, folder);
  const execArgv = process.env.BENCH_NODE?.split(' ') ?? [];
  const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv });
  const open = new Map();
  let last = 0;
  child.on('message', ({ id, value, error }) => {
    const asked = open.get(id);
    open.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  child.on('exit', (code) => {
    for (const { reject } of open.values()) reject(new Error(`${entry} ended with ${code}.`));
  });
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
  return {
    ask: (name, given = {}) =>
      new Promise((resolve, reject) => {
        open.set(++last, { resolve, reject });
        child.send({ ...given, id: last, name });
      }),
    async stop() {
      rmSync(folder, { recursive: true, force: true });
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

async function bundled(entry, folder) {
  const outfile = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@callstation/source'],
    // Some dependencies are CommonJS and ask for Node's modules by require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}
