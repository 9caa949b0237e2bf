import { openPage } from '../lib/page.mjs';
import { bundle, pageSource } from '../lib/bundle.mjs';
import { quantile, result, spread } from '../lib/stats.mjs';

const NUMBER = '10001';
const ITS_TONE = 1000;

/** Product, floor and peer in turns, each on a fresh page, against the same centre. */
export async function run(context) {
  const { turns } = context;
  const centre = await context.centre();
  const browser = await context.browser();
  const [product, other] = await Promise.all([bundle(pageSource('seat.js')), bundle(pageSource('peer.js'))]);
  const kinds = [
    { kind: 'product', agent: 'alice', script: product, from: 'offer' },
    { kind: 'raw', agent: 'bob', script: other, from: 'offerInHand' },
    { kind: 'simpleuser', agent: 'carol', script: other, from: 'offer' },
  ];
  const setup = { product: [], raw: [], simpleuser: [] };
  const audio = { product: [], raw: [], simpleuser: [] };
  for (let turn = 0; turn < turns; turn++) {
    for (const { kind, agent, script, from } of kinds) {
      const { at, marks } = await dialOnce(browser, centre, { kind, agent, script });
      setup[kind].push(marks.connected - marks[from]);
      audio[kind].push(marks.audio - at);
    }
  }
  for (const { kind } of kinds) {
    process.stderr.write(
      spread(`${kind}, offer -> connected`, setup[kind]) + spread(`${kind}, dial -> audio`, audio[kind]),
    );
  }
  const p50 = (kind) => quantile(setup[kind], 0.5);
  const p95 = (kind) => quantile(audio[kind], 0.95);
  return [
    result('dial.audio.ratio', p95('product') / p95('raw'), turns),
    result('dial.audio.p95', p95('product'), turns),
    result('dial.setup.ratio', p50('product') / p50('raw'), turns),
    result('dial.setup.p50', p50('product'), turns),
    result('dial.setup.floor.p50', p50('raw'), turns),
    result('dial.setup.simpleuser.p50', p50('simpleuser'), turns),
    result('dial.audio.floor.p95', p95('raw'), turns),
    result('dial.audio.simpleuser.p95', p95('simpleuser'), turns),
  ];
}

async function dialOnce(browser, centre, { kind, agent, script }) {
  const { page, errors, close } = await openPage(browser, centre, script);
  try {
    await page.evaluate(([who, how]) => globalThis.bench.prepare(who, how), [agent, kind]);
    const dialled = await page.evaluate(([to, hz]) => globalThis.bench.dial(to, hz), [NUMBER, ITS_TONE]);
    await page.evaluate((id) => globalThis.bench.finish(id), dialled.id);
    await page.evaluate(() => globalThis.bench.close());
    return dialled;
  } catch (error) {
    throw new Error(`${kind}: ${error} ${errors.join('\n')}`, { cause: error });
  } finally {
    await close();
  }
}
