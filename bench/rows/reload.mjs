import { openPage } from '../lib/page.mjs';
import { bundle, pageSource } from '../lib/bundle.mjs';
import { quantile, result, spread } from '../lib/stats.mjs';

/** A page in a call is loaded again; from the new document's beginning to the customer's tone in it. */
export async function run(context) {
  const { turns } = context;
  const centre = await context.centre();
  const script = await bundle(pageSource('seat.js'));
  const { page, close } = await openPage(await context.browser(), centre, script);
  await page.evaluate(() => globalThis.bench.prepare('alice'));
  const accepted = page.evaluate(() => globalThis.bench.accept(660));
  const { id: customer } = await centre.customers.create({ from: '+8613933100000', scenario: 'tone' });
  const { id } = await accepted;
  const fromClick = [];
  const fromLoad = [];
  for (let i = 0; i < turns; i++) {
    const clicked = Date.now();
    await page.reload();
    await page.waitForFunction(() => globalThis.bench !== undefined);
    const { loadedAt, marks } = await page.evaluate(() => globalThis.bench.comeBack('alice', 660));
    fromLoad.push(marks.audio - loadedAt);
    fromClick.push(marks.audio - clicked);
    if ((await centre.customers.get(customer)).state !== 'answered') throw new Error('The customer was disconnected.');
  }
  await page.evaluate((call) => globalThis.bench.finish(call), id);
  await close();
  process.stderr.write(spread('reload -> audio, from the new document', fromLoad));
  process.stderr.write(spread('reload -> audio, from the key press', fromClick));
  return [
    result('reload.audio.p50', quantile(fromLoad, 0.5), turns),
    result('reload.audio.p95', quantile(fromLoad, 0.95), turns),
    result('reload.whole.p95', quantile(fromClick, 0.95), turns),
  ];
}
