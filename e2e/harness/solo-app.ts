import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BrowserContext } from 'playwright-core';

const KEY = 'a-secret-of-the-app-of-one-seat-that-is-long-enough';

/** A configuration file in a folder of its own, with an app in which each agent has one page at a time. */
export function writeSoloConfig(): { flags: string[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-solo-'));
  const file = join(folder, 'solo.json');
  const app = { id: 'solo', secret: KEY, signIn: 'single', defaultCountry: 'CN', skillGroups: [{ id: 'all' }] };
  writeFileSync(file, JSON.stringify({ apps: [app] }));
  return { flags: ['--config', file], remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Whatever agent its pages sign in is one of that app, and not of the demo. */
export async function belongsToSolo(context: BrowserContext, centre: string): Promise<void> {
  await context.route('**/dev/tokens', (route) => {
    const headers = { ...route.request().headers(), authorization: `Bearer ${KEY}` };
    return route.continue({ url: `${centre}/v1/tokens`, headers });
  });
}
