import { openPage } from '../lib/page.mjs';
import { bundle, pageSource } from '../lib/bundle.mjs';
import { quantile, result, spread } from '../lib/stats.mjs';

/** Short, for of long numbers an agent may call so many in a minute and no more. */
const SPEAKS = '10005';

/** On a leg that is up: from asking a number to its voice, and from the change back to the customer's. */
export async function run(context) {
  const { turns } = context;
  const centre = await context.centre();
  await centre.customers.script(SPEAKS, {
    steps: [{ do: 'answer' }, { do: 'tone', hz: 1000, ms: 3_600_000 }],
  });
  const script = await bundle(pageSource('seat.js'));
  const { page, close } = await openPage(await context.browser(), centre, script);
  await page.evaluate(() => globalThis.bench.prepare('alice'));
  const accepted = page.evaluate(() => globalThis.bench.accept(660));
  await centre.customers.create({ from: '+8613944200000', scenario: 'tone' });
  const { id } = await accepted;
  const consults = [];
  const swaps = [];
  for (let i = 0; i < turns; i++) {
    const { consult, swap } = await page.evaluate(
      ([call, to]) => globalThis.bench.consult(call, to, 1000, 660),
      [id, SPEAKS],
    );
    consults.push(consult);
    swaps.push(swap);
  }
  await page.evaluate((call) => globalThis.bench.finish(call), id);
  await close();
  process.stderr.write(spread('consult -> voice', consults) + spread('swap -> voice', swaps));
  return [
    result('verbs.consult.p50', quantile(consults, 0.5), turns),
    result('verbs.consult.p95', quantile(consults, 0.95), turns),
    result('verbs.swap.p50', quantile(swaps, 0.5), turns),
    result('verbs.swap.p95', quantile(swaps, 0.95), turns),
  ];
}
