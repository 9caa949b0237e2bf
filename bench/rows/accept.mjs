import { openPage } from '../lib/browser.mjs';
import { bundle, pageSource } from '../lib/bundle.mjs';
import { quantile, result, spread } from '../lib/stats.mjs';

/** A customer calls in; a page without a leg answers, then one that has kept its leg. */
export async function run(context) {
  const { turns } = context;
  const centre = await context.centre();
  const browser = await context.browser();
  const script = await bundle(pageSource('seat.js'));
  const cold = [];
  for (let i = 0; i < turns; i++) {
    const { page, close } = await openPage(browser, centre, script);
    await page.evaluate(() => globalThis.bench.prepare('alice'));
    cold.push(await acceptCold(centre, page, i));
    await page.evaluate(() => globalThis.bench.close());
    await close();
  }
  process.stderr.write(spread('accept, cold leg', cold));

  const { page, close } = await openPage(browser, centre, script);
  await page.evaluate(() => globalThis.bench.prepare('alice'));
  const connected = [];
  // The first call brings the leg up.
  await acceptCold(centre, page, turns);
  for (let i = 0; i < turns; i++) connected.push(await acceptConnected(centre, page, i));
  await page.evaluate(() => globalThis.bench.close());
  await close();
  process.stderr.write(spread('accept, connected leg', connected));
  return [
    result('accept.cold.p95', quantile(cold, 0.95), turns),
    result('accept.connected.p95', quantile(connected, 0.95), turns),
  ];
}

/** From the answer to the customer's tone in the page. */
async function acceptCold(centre, page, i) {
  const accepted = page.evaluate(() => globalThis.bench.accept(660));
  const { id: customer } = await centre.customers.create({ from: `+8613911${100_000 + i}`, scenario: 'tone' });
  const { at, id, marks } = await accepted;
  await page.evaluate((call) => globalThis.bench.finish(call), id);
  await centre.customers.end(customer);
  return marks.audio - at;
}

/** From the answer to the agent's hum in the customer's ear. */
async function acceptConnected(centre, page, i) {
  const accepted = page.evaluate(() => globalThis.bench.acceptUnheard());
  const { id: customer } = await centre.customers.create({ from: `+8613922${100_000 + i}`, scenario: 'quiet' });
  const { at, id } = await accepted;
  const heardAt = await firstSound(centre, customer);
  await page.evaluate((call) => globalThis.bench.finish(call), id);
  return heardAt - at;
}
async function firstSound(centre, customer) {
  for (let tries = 0; tries < 200; tries++) {
    const { heard } = await centre.customers.get(customer);
    if (heard.sinceAnswer.firstSoundAt !== null) return heard.sinceAnswer.firstSoundAt;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('The customer did not hear the agent within 5 s.');
}
