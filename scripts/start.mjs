// `npm start`: installs and builds what is not up to date, then runs the embedded centre and the demos on one origin. What no first
// call waits for is built when the port is open already.
import { createServer } from 'node:net';
import { placeLater } from './lib/behind.mjs';
import { build } from './lib/build.mjs';
import { AT_ONCE, LATER, SCRIPTS } from './lib/demos.mjs';
import { installOnce } from './lib/installed.mjs';
import { requireNode } from './lib/node-version.mjs';
import { run } from './lib/run.mjs';
import { servedFolder } from './lib/stand-in.mjs';
import { StepError, step } from './lib/steps.mjs';
import { pnpm } from './with-pnpm.mjs';

requireNode();

const install = () =>
  installOnce('installed', () =>
    step('install (the first time: about half a minute)', () =>
      pnpm(['install', '--frozen-lockfile', '--filter=!@callstation/uniapp-demo']),
    ),
  );

/** What the server is told, `npm start -- --port 9000` as well as `PORT=9000 npm start`. */
const flags = process.argv.slice(2);

function portGiven() {
  const at = flags.lastIndexOf('--port');
  const [name, text] = at === -1 ? ['PORT', process.env['PORT']] : ['--port', flags[at + 1] ?? ''];
  if (text === undefined || (text === '' && at === -1)) return 8787;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StepError(`${name} is ${JSON.stringify(text)}, and a port is a whole number from 0 to 65535.`);
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
    ...AT_ONCE.map(({ path, folder }) => `${path}=${folder}`),
    ...Object.values(LATER).map((demo) => `${demo.path}=${servedFolder(demo)}`),
  ];
  const args = [
    'packages/server/dist/cli.js',
    '--demo',
    '--port',
    String(port),
    ...demos.flatMap((demo) => ['--serve', demo]),
    ...SCRIPTS.flatMap((folder) => ['--scripts', folder]),
  ];
  return run(process.execPath, [...args, ...flags], { together: true });
}

try {
  const port = portGiven();
  await requireFree(port);
  await install();
  let all = false;
  await step('build (a second when nothing changed)', async () => {
    const built = await build();
    all = built.all;
    return built.code;
  });
  const later = placeLater(all);
  const ended = new AbortController();
  const brought = later.bring(port, ended.signal);
  process.exitCode = await serve(port);
  ended.abort();
  await brought;
} catch (error) {
  console.error(error instanceof StepError ? error.message : error);
  process.exitCode = 1;
}
