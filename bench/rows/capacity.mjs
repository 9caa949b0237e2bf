import { fileURLToPath } from 'node:url';
import { startProgram } from '../lib/program.mjs';
import { result } from '../lib/stats.mjs';

const VOICE = fileURLToPath(new URL('../../packages/server/assets/voice/question.wav', import.meta.url));
const SECONDS = 9;
const FRAMES_A_SECOND = 50;
/** What one core is to carry; every leg is a page with WebRTC. */
const KINDS = [
  { kind: 'relayed', calls: 50, legs: 2 },
  { kind: 'mixed', calls: 15, legs: 3 },
];

/** The embedded switch under the load it is to carry: pages in another process speak, all at once. */
export async function run({ turns }) {
  const results = [];
  for (const each of KINDS) {
    const calls = Math.max(1, Math.ceil((each.calls * Math.min(turns, 30)) / 30));
    const { share, lost, late, rss } = await measure({ ...each, calls });
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

async function measure({ kind, calls, legs }) {
  const phone = await startProgram('bench/capacity/switch.js');
  const pages = await startProgram('bench/capacity/phones.js');
  try {
    const all = Array.from({ length: calls * legs }, (_, i) => ({
      page: `${kind}${i}`,
      room: `room${Math.floor(i / legs)}`,
    }));
    const names = all.map(({ page }) => page);
    await pages.ask('voice', { file: VOICE });
    const accounts = await phone.ask('open', { pages: names });
    await pages.ask('connect', { base: await phone.ask('base'), accounts });
    await phone.ask('join', { legs: all });
    await phone.ask('measure', { ms: 2000 });
    const before = await pages.ask('count');
    const cost = await phone.ask('measure', { ms: SECONDS * 1000 });
    const after = await pages.ask('count');
    const expected = SECONDS * FRAMES_A_SECOND;
    const missing = after.map((count, i) => Math.max(0, expected - (count - before[i])));
    const lost = (100 * missing.reduce((sum, one) => sum + one, 0)) / (expected * all.length);
    const left = await phone.ask('hangup', { pages: names });
    if (left.legs + left.rooms + left.ticking > 0) throw new Error(`Left over: ${JSON.stringify(left)}`);
    await pages.ask('close');
    return { share: cost.cpu / calls, lost, late: cost.lateP99, rss: cost.rss };
  } finally {
    await Promise.all([phone.stop(), pages.stop()]);
  }
}
