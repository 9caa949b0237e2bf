import { openPage } from '../lib/page.mjs';
import { bundle, pageSource } from '../lib/bundle.mjs';
import { quantile, result, spread } from '../lib/stats.mjs';

/** A customer calls in; a fresh page answers its first call, then a used page without a leg, then one that kept its leg. */
export async function run(context) {
  const { turns } = context;
  const centre = await context.centre();
  const browser = await context.browser();
  const script = await bundle(pageSource('seat.js'));
  const first = [];
  const cold = [];
  const steps = { asked: [], offer: [], answered: [], 'ice connected': [], connected: [], audio: [] };
  for (let i = 0; i < turns; i++) {
    const { page, close } = await openPage(browser, centre, script);
    await page.evaluate(() => globalThis.bench.prepare('alice'));
    const { at, marks } = await acceptCold(centre, page, i);
    first.push(marks.audio - at);
    await page.evaluate(() => globalThis.bench.close());
    await close();
  }
  process.stderr.write(spread('accept, first call of a page', first));

  const { page, close } = await openPage(browser, centre, script);
  await page.evaluate(() => globalThis.bench.prepare('alice'));
  const connected = [];
  await acceptCold(centre, page, turns);
  for (let i = 0; i < turns; i++) {
    // Signing out ends the leg; the page has been used, the leg is new.
    await page.evaluate(() => globalThis.bench.close().then(() => globalThis.bench.prepare('alice', { meter: false })));
    const { at, marks } = await acceptCold(centre, page, turns + 1 + i);
    cold.push(marks.audio - at);
    for (const step of Object.keys(steps)) if (marks[step] !== undefined) steps[step].push(marks[step] - at);
  }
  for (const [step, times] of Object.entries(steps)) process.stderr.write(spread(`accept, cold leg, ${step}`, times));
  for (let i = 0; i < turns; i++) connected.push(await acceptConnected(centre, page, i));
  await page.evaluate(() => globalThis.bench.close());
  await close();
  process.stderr.write(spread('accept, connected leg', connected));
  return [
    result('accept.first.p95', quantile(first, 0.95), turns),
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
  return { at, marks };
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
