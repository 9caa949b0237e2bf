// Writes docs/screenshots/*.png from the built gallery: `node scripts/screenshots.mjs`, after `npm run build`. No server
// is needed. Pictures are not compared by a test: fonts differ from machine to machine.
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

import { findChromium } from './lib/chromium.mjs';
import { root } from './lib/run.mjs';

const folder = join(root, 'apps/gallery/dist');
const out = join(root, 'docs/screenshots');
/** @type {Readonly<Record<string, string>>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** @type {readonly [name: string, look: string, size: [number, number], where: string][]} */
const pictures = [
  ['workbench-light', 'theme=light', [1100, 800], '#cs-workbench + .scenes .scene:first-child'],
  ['workbench-dark', 'theme=dark', [1100, 800], '#cs-workbench + .scenes .scene:first-child'],
  ['calls-zh', 'theme=light&lang=zh', [1100, 800], '#cs-call-bar + .scenes'],
  ['calls-rtl', 'theme=light&dir=rtl', [1100, 800], '#cs-call-card + .scenes'],
  ['workbench-320', 'theme=light', [320, 700], '#cs-workbench + .scenes .scene:first-child'],
  ['board-dark', 'theme=dark', [1100, 800], '#cs-supervisor-board + .scenes'],
];

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const file = join(folder, path === '/' ? 'index.html' : path);
  if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  return createReadStream(file).pipe(response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;

const wanted = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: findChromium() ?? '', chromiumSandbox: false });
mkdirSync(out, { recursive: true });
try {
  for (const [name, look, [width, height], where] of pictures) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    await page.goto(`http://127.0.0.1:${port}/?${look}`);
    await page.locator('cs-supervisor-board .agent').first().waitFor();
    // Over everything, and in no picture's way.
    await page.evaluate(() => document.querySelector('cs-float-button')?.remove());
    await page.locator(where).screenshot({ path: join(out, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
