import { startBrowser } from '../../scripts/lib/browser.mjs';
import { startCentre } from '../../scripts/lib/centre.mjs';

/** What rows share, started at first need and ended by {@link close}. */
export function createContext(turns) {
  let browser;
  let centre;
  return {
    /** How often a row measures. */
    turns,
    browser: () => (browser ??= startBrowser()),
    centre: () => (centre ??= startCentre()),
    output: () => centre?.output ?? '',
    async close() {
      await (await browser?.catch(() => undefined))?.close();
      await (await centre?.catch(() => undefined))?.stop();
    },
  };
}
