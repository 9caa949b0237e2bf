import { openOfflinePage } from '../lib/page.mjs';
import { bundle, pageSource } from '../lib/bundle.mjs';
import { result } from '../lib/stats.mjs';

const SECONDS = 3;
const ROUNDS = 3;

/** 50 rows, 10 state changes and 1,000 level events a second: a row renders exactly once per change of its own call. */
export async function run(context) {
  const script = await bundle(pageSource('renders.jsx'));
  const { page, errors, close } = await openOfflinePage(await context.browser(), script);
  const totals = { renders: 0, changes: 0, subscribers: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const counts = await page.evaluate((seconds) => globalThis.bench.run(seconds), SECONDS);
    if (counts.levels !== counts.sent || counts.sent < SECONDS * 1000) {
      throw new Error(`The level events did not arrive: ${JSON.stringify(counts)}`);
    }
    for (const key of Object.keys(totals)) totals[key] += counts[key];
  }
  await close();
  if (errors.length > 0) throw new Error(errors.join('\n'));
  process.stderr.write(`  ${totals.renders} renders, ${totals.changes} state changes\n`);
  return [
    result('renders.extra', Math.max(0, totals.renders - totals.changes), totals.changes),
    result('renders.missing', Math.max(0, totals.changes - totals.renders), totals.changes),
    result('renders.subscribers', totals.subscribers, ROUNDS),
  ];
}
