import { quantile, result } from '../lib/stats.mjs';
import { loadSwitch } from '../lib/switch-load.mjs';

const SECONDS = 5;
const SETUPS = 10;
/** The same switch with more and more calls; the last of each is what one core is to carry. */
const KINDS = [
  { kind: 'relayed', legs: 2, steps: [0, 10, 25, 50] },
  { kind: 'mixed', legs: 3, steps: [5, 10, 15] },
];

/** How what a call costs, and what a new one takes, grow with the calls there are. */
export async function run({ turns }) {
  const results = [];
  for (const { kind, legs, steps } of KINDS) {
    const points = [];
    for (const step of steps) {
      const calls = Math.ceil((step * Math.min(turns, 30)) / 30);
      points.push({ calls, ...(await loadSwitch({ kind, calls, legs, seconds: SECONDS, setups: SETUPS })) });
      process.stderr.write(line(kind, points.at(-1)));
    }
    const [least, most] = [points.find(({ calls }) => calls > 0), points.at(-1)];
    const empty = points[0];
    results.push(
      result(`growth.${kind}.share`, most.share / least.share, most.calls),
      result(`growth.${kind}.setup.p50`, quantile(most.setup, 0.5), SETUPS),
      result(`growth.${kind}.memory`, (most.rss - empty.rss) / (most.calls - empty.calls || 1), most.calls),
    );
    if (empty.calls === 0) results.push(result('growth.alone.setup.p50', quantile(empty.setup, 0.5), SETUPS));
  }
  return results;
}

function line(kind, { calls, share, lost, late, rss, setup }) {
  const figures = [`${share.toFixed(2)} % of a core each`, `${lost.toFixed(2)} % of the packets missing`];
  const times = [`event loop late p99 ${late.toFixed(1)} ms`, `set-up p50 ${quantile(setup, 0.5).toFixed(0)} ms`];
  return `  ${calls} ${kind}: ${[...figures, ...times, `${rss.toFixed(0)} MiB`].join('; ')}\n`;
}
