import { staffOf, tenantOf } from '../centre/tenant.js';
import { startProgram } from '../lib/program.mjs';
import { quantile, result, spread } from '../lib/stats.mjs';

const AGENTS = [50, 100, 200];
const BOARDS = 5;
const SECONDS = 30;

/** From a change to the last socket it concerns, in a busy centre, beside a bare server that sends as many bytes as often. */
export async function run({ turns }) {
  const seconds = Math.max(4, Math.ceil((SECONDS * Math.min(turns, 30)) / 30));
  const points = [];
  for (const agents of AGENTS) points.push(await measure(agents, seconds));
  const [least, most] = [points[0], points.at(-1)];
  const floor = await bare(most, seconds);
  const at = ({ times }, p) => quantile(times, p);
  // What is sent to all costs more with every page; each page must not cost more than it did.
  const each = ({ ring }) => at(ring, 0.5) / ring.to;
  return [
    result('fanout.change.p50', at(most.change, 0.5), most.change.times.length),
    result('fanout.change.p99', at(most.change, 0.99), most.change.times.length),
    result('fanout.change.floor.p99', quantile(floor.change, 0.99), floor.change.length),
    result('fanout.all.p50', at(most.ring, 0.5), most.ring.times.length),
    result('fanout.all.p99', at(most.ring, 0.99), most.ring.times.length),
    result('fanout.all.floor.p99', quantile(floor.ring, 0.99), floor.ring.length),
    result('fanout.board.p99', quantile(most.board.late, 0.99), most.board.late.length),
    result('fanout.board.floor.p99', quantile(floor.board, 0.99), floor.board.length),
    result('fanout.growth.change', at(most.change, 0.5) / at(least.change, 0.5), most.change.times.length),
    result('fanout.growth.each', each(most) / each(least), most.ring.times.length),
  ];
}

async function measure(agents, seconds) {
  const server = await startProgram('bench/centre/server.mjs');
  const pages = await startProgram('bench/centre/busy.mjs');
  try {
    const staff = staffOf(agents);
    const url = await server.ask('start', { tenant: tenantOf(staff), demo: true });
    const sockets = await pages.ask('open', { url, agents, boards: BOARDS, phones: staff.phones });
    // What runs for the first time is compiled meanwhile.
    await pages.ask('work', { seconds: 3 });
    const load = server.ask('load', { ms: seconds * 1000 });
    const did = await pages.ask('work', { seconds });
    const { change, ring, board } = did;
    if (change.times.length < change.asked) throw new Error(`${change.asked - change.times.length} changes were lost.`);
    const { share, late } = await load;
    if (ring.times.length < ring.asked) throw new Error('Somewhere it never stopped ringing.');
    if (ring.to < agents / 4) throw new Error(`It rang at ${ring.to} pages only.`);
    process.stderr.write(
      `  ${agents} agents, ${sockets} sockets, ${share.toFixed(0)} % of a core, event loop late p99 ${late.p99.toFixed(1)} max ${late.max.toFixed(0)} ms; ring reaches ${ring.to}, ` +
        `${change.bytes}, ${ring.bytes} and ${board.bytes} bytes\n` +
        spread('change', change.times) +
        spread('ring, from the call', ring.offers) +
        spread('ring ends', ring.times) +
        spread('board beyond its tick', board.late) +
        spread('change on all boards', board.whole),
    );
    await pages.ask('close');
    await server.ask('stop');
    return { ...did, sockets };
  } finally {
    await Promise.all([server.stop(), pages.stop()]);
  }
}

async function bare({ sockets, change, ring, board }, seconds) {
  const server = await startProgram('bench/centre/floor.mjs');
  const pages = await startProgram('bench/centre/busy.mjs');
  try {
    const frames = ({ to, bytes }) => ({ to, bytes });
    const kinds = { change: frames(change), ring: frames(ring), board: frames(board) };
    return await pages.ask('bare', { url: await server.ask('start'), sockets, seconds, ...kinds });
  } finally {
    await Promise.all([server.stop(), pages.stop()]);
  }
}
