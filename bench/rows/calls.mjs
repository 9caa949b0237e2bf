import { openPage } from '../lib/page.mjs';
import { bundle, pageSource } from '../lib/bundle.mjs';
import { result } from '../lib/stats.mjs';

/** 1,000 calls at the usual 30 turns. */
const PER_TURN = 33;
const SERIES = 25;
const WARM_UP = 100;

/** Calls made, answered and ended in one page: what stays in its heap, and what stays open. */
export async function run(context) {
  const calls = Math.ceil((context.turns * PER_TURN) / SERIES) * SERIES;
  const centre = await context.centre();
  const script = await bundle(pageSource('seat.js'));
  const { page, close } = await openPage(await context.browser(), centre, script);
  const inspector = await page.context().newCDPSession(page);
  const heap = async () => {
    for (let i = 0; i < 3; i++) {
      await inspector.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(100);
    }
    return (await inspector.send('Runtime.getHeapUsage')).usedSize;
  };
  const series = (count) => page.evaluate((many) => globalThis.bench.series('10001', many), count);
  // Without the meter: what it keeps per connection is not the product's.
  await page.evaluate(() => globalThis.bench.prepare('alice', { meter: false }));
  // Compiled code and caches have settled by then.
  for (let done = 0; done < WARM_UP; done += SERIES) await series(SERIES);
  const before = await heap();
  for (let done = 0; done < calls; done += SERIES) await series(SERIES);
  const after = await heap();
  await page.evaluate(() => globalThis.bench.close());
  await page.waitForTimeout(1000);
  const left = await page.evaluate(() => globalThis.bench.connections());
  await close();
  process.stderr.write(`  heap ${(before / 1024).toFixed(0)} -> ${(after / 1024).toFixed(0)} KiB\n`);
  return [
    result('calls.heap', Math.max(0, (after - before) / calls / 1024), calls),
    result('calls.connections', left, calls),
  ];
}
