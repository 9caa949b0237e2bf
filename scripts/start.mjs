// `npm start`: installs and builds what is not up to date, then runs the embedded centre and the demos on one origin.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { build } from './lib/build.mjs';
import { fingerprint } from './lib/installed.mjs';
import { requireNode } from './lib/node-version.mjs';
import { root, run } from './lib/run.mjs';
import { StepError, step } from './lib/steps.mjs';
import { pnpm } from './with-pnpm.mjs';

requireNode();

const stamp = join(root, 'node_modules', '.callstation', 'installed');

async function install() {
  const wanted = fingerprint(readFileSync(join(root, 'pnpm-lock.yaml')));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step('install (the first time: about half a minute)', () => pnpm(['install', '--frozen-lockfile']));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** @param {string | undefined} text */
function portFrom(text) {
  if (text === undefined || text === '') return 8787;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StepError(`PORT is ${JSON.stringify(text)}, and a port is a whole number from 0 to 65535.`);
}

/**
 * Fails early when somebody listens there already: nobody waits for a build to learn it.
 *
 * @param {number} port
 * @returns {Promise<void>}
 */
function requireFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      const reason = taken ? 'is taken by another program' : `cannot be used (${error.message})`;
      const other = port < 65_535 ? port + 1 : port - 1;
      reject(new StepError(`Port ${port} ${reason}. Choose another one: PORT=${other} npm start`));
    });
    probe.listen(port, 'localhost', () => probe.close(() => resolve()));
  });
}

/** @param {number} port */
function serve(port) {
  const demos = [
    '/=apps/landing',
    '/react/=apps/react-demo/dist',
    '/vue/=apps/vue-demo/dist',
    '/html/=apps/html-demo',
    '/ui/=packages/ui/dist',
    '/gallery/=apps/gallery/dist',
    '/tccc/=apps/tccc-demo',
    '/udesk/=apps/udesk-demo',
    '/cc-sdk/=apps/ccsdk-demo',
  ];
  const scripts = ['tccc', 'udesk', 'ccsdk'].map((vendor) => `packages/compat-${vendor}/dist`);
  const args = [
    'packages/server/dist/cli.js',
    '--demo',
    '--port',
    String(port),
    ...demos.flatMap((demo) => ['--serve', demo]),
    ...scripts.flatMap((folder) => ['--scripts', folder]),
  ];
  return run(process.execPath, [...args, ...process.argv.slice(2)], { together: true });
}

try {
  const port = portFrom(process.env['PORT']);
  await requireFree(port);
  await install();
  await step('build (a second when nothing changed)', build);
  process.exitCode = await serve(port);
} catch (error) {
  console.error(error instanceof StepError ? error.message : error);
  process.exitCode = 1;
}
