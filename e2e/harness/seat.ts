import type { Browser, BrowserContext, Page } from 'playwright-core';

import { pageAudio } from './page-audio.ts';
import { until } from './until.ts';

/** The headless pages of the demos, by what they are made with: where each stands is all that differs. */
const HEADLESS = { react: '/react/', vue: '/vue/', html: '/html/headless.html' } as const;

/** One agent's page: the demo, driven by its accessible names. */
export interface Seat {
  page: Page;
  /** Presses a button by its exact name. */
  press(name: string): Promise<void>;
  /** Types a number and calls it. */
  dial(number: string): Promise<void>;
  /** The newest call card's phase, `none` without a card. */
  phase(): Promise<string>;
  untilPhase(phase: string): Promise<void>;
  card(attribute: string): Promise<string | null>;
  /** Reasons of the calls that ended, as the page shows them, oldest first; null: of one that tells none. */
  ends(): Promise<(string | null)[]>;
  /** The loudest that tone was in the page within the last `ms`, 0 to 1. */
  hears(hz: number, ms: number): Promise<number>;
  rms(ms: number): Promise<number>;
  /** Changes the tone of the microphone. */
  hum(hz: number): Promise<void>;
  /** Waits until no call is left, ends the work after the last one, and forgets what was heard. */
  rest(): Promise<void>;
  /** What the browser complained of. */
  problems: string[];
  close(): Promise<void>;
}

/** Opens the demo as an agent whose microphone hums `hz`. */
export async function openSeat(
  browser: Browser,
  url: string,
  agent: string,
  options: { hz?: number; microphone?: boolean; face?: keyof typeof HEADLESS } = {},
): Promise<Seat> {
  const context = await browser.newContext({
    permissions: options.microphone === false ? [] : ['microphone'],
    baseURL: url,
  });
  if (options.microphone !== false) await context.addInitScript(pageAudio, options.hz ?? 440);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`${HEADLESS[options.face ?? 'react']}?agent=${agent}`);
  await page.getByRole('textbox', { name: 'Phone number' }).waitFor();
  await page.locator('.header .status-pill[data-status="idle"]').waitFor();
  await page.locator('.records[aria-busy="true"]').waitFor({ state: 'detached' });
  return seatOf(page, context, problems);
}

/** What is heard in a page, and said. */
export function soundOf(page: Page): Pick<Seat, 'hears' | 'rms' | 'hum'> {
  return {
    hears: (hz, ms) => page.evaluate(([tone, span]) => window.ear.max(tone, span), [hz, ms] as const),
    rms: (ms) => page.evaluate((span) => window.ear.rms(span), ms),
    hum: (hz) => page.evaluate((tone) => window.hum(tone), hz),
  };
}

function seatOf(page: Page, context: BrowserContext, problems: string[]): Seat {
  // One evaluation, since a card may leave between a count and a read, and getAttribute would wait for it.
  const card = (attribute: string): Promise<string | null> =>
    page.locator('[data-session-id]').evaluateAll((cards, name) => cards.at(-1)?.getAttribute(name) ?? null, attribute);
  const phase = async (): Promise<string> => (await card('data-phase')) ?? 'none';
  return {
    page,
    problems,
    phase,
    press: (name) => page.getByRole('button', { name, exact: true }).last().click(),
    async dial(number) {
      await page.getByRole('textbox', { name: 'Phone number' }).fill(number);
      await page.getByRole('button', { name: 'Call', exact: true }).click();
    },
    untilPhase: (wanted) => until(`phase ${wanted}`, async () => (await phase()) === wanted, phase),
    card,
    ends: () =>
      page.locator('[data-end]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-end')).toReversed()),
    ...soundOf(page),
    async rest() {
      await until('nobody in a call', async () => ['ended', 'none'].includes(await phase()), phase);
      const work = page.getByRole('button', { name: 'End after-call work' });
      if (await work.isVisible()) await work.click();
      await until('no call', async () => (await phase()) === 'none', phase);
      await page.evaluate(() => window.ear.forget());
    },
    close: () => context.close(),
  };
}

declare global {
  interface Window {
    hum(hz: number): void;
    ear: {
      max(tone: number, ms: number): number;
      rms(ms: number): number;
      first(tone: number): number | null;
      forget(): void;
      times(): { connected: number | null; closed: number | null }[];
      connections(): number;
    };
  }
}
