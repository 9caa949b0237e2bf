import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts a program and its page into a folder that a server serves; returns the page's file name.
 *
 * @param {string} folder
 * @param {string} script
 */
export function publish(folder, script) {
  const name = createHash('sha256').update(script).digest('hex').slice(0, 12);
  writeFileSync(join(folder, `${name}.js`), script);
  writeFileSync(join(folder, `${name}.html`), html(`${name}.js`));
  return `${name}.html`;
}
const html = (/** @type {string} */ script) =>
  `<!doctype html><meta charset="utf-8"><title>bench</title><div id="root"></div><script type="module" src="${script}"></script>`;

/**
 * A page of the centre that runs `script` alone.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ url: string, path: string, folder: string }} centre
 * @param {string} script
 */
export async function openPage(browser, centre, script) {
  const context = await browser.newContext({ permissions: ['microphone'] });
  return start(context, `${centre.url}${centre.path}${publish(centre.folder, script)}`);
}

/**
 * A page without a server that runs `script` alone.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} script
 */
export async function openOfflinePage(browser, script) {
  const context = await browser.newContext();
  const origin = 'http://bench.invalid';
  await context.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: html('page.js') }),
  );
  return start(context, `${origin}/page.html`);
}

/**
 * Rejects with the page's own complaint when its program does not come up.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} url
 */
async function start(context, url) {
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  await page
    .waitForFunction(() => 'bench' in globalThis, undefined, { timeout: 10_000 })
    .catch(() => {
      throw new Error(`The bench page did not start. ${errors.join('\n')}`);
    });
  return { page, errors, close: () => context.close() };
}
