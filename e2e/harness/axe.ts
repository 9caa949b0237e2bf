import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';

/** Put in by the browser's own door, which no policy of the page closes. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Findings {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}
declare const window: { axe: { run(where: object, options: object): Promise<Findings> } };

/** What axe finds wrong with a page as it is now, a line each. `options`: which rules, as axe takes them. */
export async function axeFindings(page: Page, options: object = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate((which) => window.axe.run(document, which), options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
