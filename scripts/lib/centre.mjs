import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `BENCH_CLI` measures another build of the server. */
const cli = process.env['BENCH_CLI'] ?? fileURLToPath(new URL('../../packages/server/dist/cli.js', import.meta.url));

const PATH = '/pages/';
/** Of pages that were written for other vendors. */
const SCRIPTS = ['tccc', 'udesk', 'ccsdk'].map((vendor) =>
  fileURLToPath(new URL(`../../packages/compat-${vendor}/dist`, import.meta.url)),
);

/** Starts the built centre in demo mode, in a process of its own, on a free port. */
export async function startCentre() {
  if (!existsSync(cli)) throw new Error('The server is not built. Run `npm run build`.');
  const folder = mkdtempSync(join(tmpdir(), 'callstation-pages-'));
  const args = ['--demo', '--port', '0', '--serve', `${PATH}=${folder}`, ...SCRIPTS.flatMap((at) => ['--scripts', at])];
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (/** @type {string} */ text) => void (output = (output + text).slice(-8000));
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const url = await listening(child, () => output);
  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  const ask = async (method, path, body) => {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(url + path, { method, ...init });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    url,
    /** Where pages go, and where they are then found. */
    folder,
    path: PATH,
    get output() {
      return output;
    },
    /** What the back end of a page that was written for that vendor answers it with. */
    backEnd: (/** @type {string} */ vendor, /** @type {string} */ agent) =>
      ask('POST', `/dev/vendors/${vendor}`, { agent }),
    customers: {
      list: () => ask('GET', '/dev/customers'),
      create: (/** @type {object} */ body) => ask('POST', '/dev/customers', body),
      get: (/** @type {string} */ id) => ask('GET', `/dev/customers/${id}`),
      script: (/** @type {string} */ number, /** @type {unknown} */ scenario) =>
        ask('PUT', `/dev/numbers/${number}`, { scenario }),
      end: (/** @type {string} */ id) => ask('DELETE', `/dev/customers/${id}`),
    },
    async stop() {
      rmSync(folder, { recursive: true, force: true });
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child @param {() => string} output */
async function listening(child, output) {
  for (;;) {
    const url = /https?:\/\/[\w.[\]-]+:\d+/.exec(output())?.[0];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`The server ended before it listened:\n${output()}`);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
}
