import { result } from '../lib/stats.mjs';
import { loadSwitch } from '../lib/switch-load.mjs';

const SECONDS = 9;
/** What one core is to carry. */
const KINDS = [
  { kind: 'relayed', calls: 50, legs: 2 },
  { kind: 'mixed', calls: 15, legs: 3 },
];

/** The embedded switch under the load it is to carry: pages in another process speak, all at once. */
export async function run({ turns }) {
  const results = [];
  for (const each of KINDS) {
    const calls = Math.max(1, Math.ceil((each.calls * Math.min(turns, 30)) / 30));
    const { share, lost, late, rss } = await loadSwitch({ ...each, calls, seconds: SECONDS });
    const carries = Math.floor(100 / share);
    process.stderr.write(
      `  ${each.kind}: ${calls} calls, ${(share * calls).toFixed(0)} % of a core, one core carries ${carries}; ` +
        `${lost.toFixed(2)} % of the packets missing; event loop late p99 ${late.toFixed(1)} ms; ${rss.toFixed(0)} MiB\n`,
    );
    results.push(
      result(`capacity.${each.kind}.share`, share, calls),
      result(`capacity.${each.kind}.lost`, lost, calls),
      result(`capacity.${each.kind}.late.p99`, late, calls),
    );
  }
  return results;
}
