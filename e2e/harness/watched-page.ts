import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { pageAudio } from './page-audio.ts';

/** A page of its own, with a microphone that hums. */
export interface WatchedPage {
  page: Page;
  /**
   * What went wrong in it so far: exceptions, and errors and warnings in the console, as of a content security policy. What the
   * seat warns of by itself is left out: on a slow machine a packet comes twice.
   */
  problems: string[];
  /** Watches another page of its context too. */
  watch(other: Page): void;
  /** Closes it. Rejects where something went wrong. */
  close(): Promise<void>;
}

/** Opens an empty one; `hum` is in hertz. */
export async function openWatchedPage(
  browser: Browser,
  hum: number,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const problems: string[] = [];
  const context = await browser.newContext({ permissions: ['microphone'], ...options });
  await context.addInitScript(pageAudio, hum);
  const page = await context.newPage();
  const watch = (other: Page): void => {
    other.on('pageerror', ({ message }) => problems.push(message));
    other.on('console', (line) => {
      const ours = line.type() === 'warning' && !line.text().startsWith('[callstation]');
      if (ours || line.type() === 'error') problems.push(line.text());
    });
  };
  watch(page);
  return {
    ...{ page, problems, watch },
    async close() {
      await context.close();
      if (problems.length > 0) throw new Error(`The page complained: ${problems.join('\n')}`);
    },
  };
}
