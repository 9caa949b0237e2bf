import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withoutImports } from './extract.mjs';
import { verdictOn } from './verdict.mjs';
import { pageHere, PLACEHOLDERS, taken, WORLDS } from './worlds.mjs';

/** How long a sample may work, and how long what it listens for goes on afterwards, in milliseconds. */
const WORK = 800;

/** Before any script of a page. Runs in the page. */
function watch() {
  /** @type {import('./verdict.mjs').Fault[]} */
  const faults = [];
  const page = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
  page['samplesSaw'] = { faults };
  const add = (/** @type {'error' | 'rejection'} */ kind, /** @type {unknown} */ reason) => {
    const { name, message, Code, errorMsg, status } = Object(reason);
    const vendor = typeof Code === 'string' || typeof errorMsg === 'string' || status === 'error';
    faults.push({ kind, name: String(name ?? typeof reason), message: String(message ?? reason), vendor });
  };
  globalThis.addEventListener('error', ({ error, message }) => add('error', error ?? new Error(message)));
  globalThis.addEventListener('unhandledrejection', ({ reason }) => add('rejection', reason));
}

/** The call a sample needs. @param {string} code @returns {'none' | 'ringing' | 'talking'} */
function callFor(code) {
  if (/startOutboundCall|MakeCallAsync|callPhone|SetAgentState|setStatus/u.test(code)) return 'none';
  return /callIn|\.accept\(|AnswerAsync|Delivered/u.test(code) ? 'ringing' : 'talking';
}

/**
 * Pastes a sample into a page with a seat and watches what comes of it.
 *
 * @param {{ browser: import('playwright-core').Browser, centre: Awaited<ReturnType<typeof import('../../scripts/lib/centre.mjs').startCentre>> }} at
 * @param {import('./extract.mjs').Sample & { dialect: 'tccc' | 'udesk' | 'ccsdk' }} sample
 * @param {string} agent  Who sits there; not in after-call work of the sample before.
 */
export async function trySample({ browser, centre }, { code, kind, dialect }, agent) {
  const world = WORLDS[dialect];
  const context = await browser.newContext({ permissions: ['microphone'], bypassCSP: true });
  await context.addInitScript(watch);
  const page = await context.newPage();
  const customers = [];
  try {
    const seat = { url: centre.url, agent, given: await centre.backEnd(dialect, agent) };
    // Served by the centre: Chromium takes a page that a test makes up for one of the internet, and keeps it off this machine.
    if (kind === 'html') writeFileSync(join(centre.folder, 'sample.html'), pageHere(code, seat));
    await page.goto(`${centre.url}${centre.path}${kind === 'html' ? 'sample' : 'blank'}.html`);
    if (kind === 'script') for (const script of world.scripts(seat)) await page.addScriptTag(script);
    await page.waitForFunction(world.ready, undefined, { timeout: 10_000 });
    await page.evaluate(world.free);
    let id = '';
    const call = dialect === 'ccsdk' ? 'none' : callFor(code);
    if (call !== 'none') {
      await page.addScriptTag({ content: world.hear });
      customers.push((await centre.customers.create({ scenario: 'tone' })).id);
      id = await page
        .waitForFunction('globalThis.heardCall', undefined, { timeout: 10_000 })
        .then((found) => found.jsonValue());
    }
    await page.addScriptTag({ content: taken(id) });
    if (call === 'talking') {
      await page.evaluate(world.answer);
      await page.waitForFunction('globalThis.heardTalk', undefined, { timeout: 10_000 });
    }
    const filled = PLACEHOLDERS.reduce((text, [from, to]) => text.replaceAll(from, to), withoutImports(code));
    if (kind === 'script') await page.addScriptTag({ content: `(async function () {\n${filled}\n}).call(window);` });
    await wait(WORK);
    // What it listens for comes, too.
    for (const button of await page.locator('button[id]').all()) await button.click();
    for (const customer of customers) await centre.customers.end(customer);
    await wait(WORK);
    return verdictOn(await page.evaluate('samplesSaw'));
  } catch (error) {
    return { verdict: /** @type {const} */ ('FAILS'), why: `the page: ${String(error).split('\n')[0]}` };
  } finally {
    await context.close();
    for (const { id, state } of await centre.customers.list()) if (state !== 'ended') await centre.customers.end(id);
  }
}
