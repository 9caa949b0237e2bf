import { startProgram } from '../lib/program.mjs';
import { quantile, result } from '../lib/stats.mjs';

/** How a decision grows: smallest and largest are compared. */
const AGENTS = [100, 1000];
const WAITING = [100, 1000, 10_000];

/** Who gets what, with 1,000 agents and 10,000 waiting: every change of an agent or a caller, beside a naive scan. */
export async function run({ turns }) {
  const program = await startProgram('bench/routing/load.js');
  try {
    const events = Math.max(200, Math.ceil((20_000 * Math.min(turns, 30)) / 30));
    const ours = await program.ask('routing', { events });
    const floor = await program.ask('naive', { events: Math.max(50, Math.ceil(events / 100)) });
    // Nobody may be fast by doing nothing.
    if (ours.matched < events * 0.9) throw new Error(`Only ${ours.matched} of ${events} free agents got a caller.`);
    if (ours.left < 9000) throw new Error(`Only ${ours.left} waited in the end.`);
    const at = ({ times }, p) => quantile(times, p);
    process.stderr.write(
      `  ${ours.matched} matches; p50 ${at(ours, 0.5).toFixed(3)}, max ${at(ours, 1).toFixed(2)} ms; ` +
        `naive p50 ${at(floor, 0.5).toFixed(2)} ms\n`,
    );
    const growth = await grow(program, events);
    return [
      result('routing.growth', growth, ours.times.length),
      result('routing.p99', at(ours, 0.99), ours.times.length),
      result('routing.naive.p99', at(floor, 0.99), floor.times.length),
    ];
  } finally {
    await program.stop();
  }
}

/** What a decision takes on the whole, the largest centre over the smallest. */
async function grow(program, events) {
  const points = [];
  // What runs for the first time is compiled meanwhile.
  await program.ask('routing', { events, agents: AGENTS[0], waiting: WAITING[0] });
  for (const agents of AGENTS)
    for (const waiting of WAITING) {
      const { times, matched } = await program.ask('routing', { events, agents, waiting });
      if (matched < events * 0.8) throw new Error(`Only ${matched} of ${events} got a caller with ${waiting} waiting.`);
      const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
      points.push(mean);
      process.stderr.write(
        `  ${agents} agents, ${waiting} waiting: mean ${(1000 * mean).toFixed(1)} us, p99 ${(1000 * quantile(times, 0.99)).toFixed(0)} us\n`,
      );
    }
  return points.at(-1) / points[0];
}
