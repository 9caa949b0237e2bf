import { execFileSync } from 'node:child_process';
import { result } from '../lib/stats.mjs';
import { startProgram } from '../lib/program.mjs';
import { tenantOf } from '../centre/tenant.js';

const SOCKETS = 10_000;
/** Processes they are spread over. */
const PROCESSES = 4;
const PING_MS = 5000;

/** Control sockets of agents who do nothing: what a server process takes to hold them, beside bare sockets. */
export async function run({ turns }) {
  const count = Math.max(PROCESSES, Math.ceil((SOCKETS * Math.min(turns, 30)) / 30));
  assertFiles(count);
  const ours = await measure('bench/centre/server.mjs', count, false);
  const floor = await measure('bench/centre/floor.mjs', count, true);
  for (const [name, { memory, heap, share, took }] of Object.entries({ ours, floor }))
    process.stderr.write(
      `  ${name}: ${count} sockets, ${memory.toFixed(0)} MiB more (${((memory * 1024) / count).toFixed(1)} KiB each, ` +
        `${heap.toFixed(0)} MiB of it heap); ${share.toFixed(1)} % of a core while idle; all there after ${(took / 1000).toFixed(1)} s\n`,
    );
  return [
    result('sockets.memory', ours.memory, count),
    result('sockets.memory.floor', floor.memory, count),
    result('sockets.lost', ours.lost, count),
    result('sockets.idle', ours.share, count),
    result('sockets.idle.floor', floor.share, count),
    result('sockets.accepted', ours.took / 1000, count),
    result('sockets.accepted.floor', floor.took / 1000, count),
  ];
}

async function measure(program, count, bare) {
  const server = await startProgram(program);
  const pages = await Promise.all(Array.from({ length: PROCESSES }, () => startProgram('bench/centre/idle.mjs')));
  try {
    const url = await server.ask('start', { tenant: tenantOf() });
    const before = await server.ask('memory');
    const each = Math.ceil(count / PROCESSES);
    const times = await Promise.all(
      pages.map((page, i) =>
        page.ask('connect', { url, from: i * each, count: Math.min(each, count - i * each), bare }),
      ),
    );
    if (bare) await server.ask('ping', { everyMs: PING_MS });
    // Everybody has been pinged, and what signing in left behind has settled.
    await new Promise((resolve) => setTimeout(resolve, 2 * PING_MS));
    const { share } = await server.ask('load', { ms: 2 * PING_MS });
    const after = await server.ask('memory');
    const counts = await Promise.all(pages.map((page) => page.ask('count')));
    if (counts.some(({ pings }) => pings < 2)) throw new Error('Somebody was not pinged.');
    await Promise.all(pages.map((page) => page.ask('close')));
    await server.ask('stop');
    return {
      memory: after.rss - before.rss,
      heap: after.heap - before.heap,
      lost: count - counts.reduce((sum, { open }) => sum + open, 0),
      share,
      took: Math.max(...times),
    };
  } finally {
    await Promise.all([server, ...pages].map((program) => program.stop()));
  }
}

/** Every socket is a file. Node takes what the hard limit allows; more has to be given to it. */
function assertFiles(count) {
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  const needed = count + 500;
  if (limit !== 'unlimited' && Number(limit) < needed)
    throw new Error(`This shell allows ${limit} open files, ${needed} are needed: ulimit -Hn ${2 * needed}, as root.`);
}
