import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { accessibilityTree } from './harness/accessibility-tree.ts';
import type { Centre } from './harness/centre.ts';
import { customer, untilHears } from './harness/customer.ts';
import { pageAudio } from './harness/page-audio.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';

const HUM = { alice: 1800, bob: 2200 } as const;
/** What assistive technology is told, step by step. `UPDATE=1` writes it anew: read what has changed. */
const EXPECTED = join(fileURLToPath(new URL('.', import.meta.url)), 'by-keyboard.expected.txt');

let stage: Stage;
let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage(inject('networks')[0] ?? 'this machine', ['--serve', '/page/=e2e/pages/seat']);
  ({ centre, browser } = stage);
});
afterAll(() => stage?.close());

/** Runs in the page: keeps what is added to the live regions, which is what is read out. */
function listenToRegions(): void {
  const spoken: string[] = [];
  Object.assign(window, { spoken });
  const root = document.querySelector('cs-workstation')?.shadowRoot;
  for (const region of ['polite', 'urgent']) {
    const place = root?.getElementById(region);
    if (!place) throw new Error(`There is no region ${region}`);
    for (const line of place.querySelectorAll('p')) spoken.push(`${region}: ${line.textContent}`);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node instanceof HTMLElement) spoken.push(`${region}: ${node.textContent}`);
    }).observe(place, { childList: true, subtree: true });
  }
}

interface Desk {
  readonly page: Page;
  /** What was read out so far. */
  spoken(): Promise<string[]>;
  untilSpoken(text: string): Promise<void>;
  phase(): Promise<string>;
  untilPhase(phase: string): Promise<void>;
  /** The accessible name of what has the focus, into shadow roots. */
  focused(): Promise<string>;
  /** Goes on by Tab until what has that name has the focus. */
  tabTo(name: string): Promise<void>;
  key(...keys: string[]): Promise<void>;
}

async function openDesk(agent: keyof typeof HUM): Promise<Desk> {
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 1280, height: 900 } });
  await context.addInitScript(pageAudio, HUM[agent]);
  const page = await context.newPage();
  await page.goto(`${centre.url}/page/?agent=${agent}`);
  await page.evaluate(listenToRegions);
  const spoken = (): Promise<string[]> => page.evaluate(() => Reflect.get(window, 'spoken') as string[]);
  const phase = (): Promise<string> =>
    page.evaluate(
      () => document.querySelector('cs-workstation')?.workstation?.getSnapshot().sessions.at(-1)?.phase ?? 'none',
    );
  const focused = (): Promise<string> => page.evaluate(nameOfFocused);
  return {
    ...{ page, spoken, phase, focused },
    untilSpoken: (text) => until(text, async () => (await spoken()).some((line) => line.includes(text)), spoken),
    untilPhase: (wanted) => until(`phase ${wanted}`, async () => (await phase()) === wanted, phase),
    async tabTo(name) {
      for (let steps = 0; steps < 60; steps++) {
        if ((await focused()) === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`No Tab leads to ${name}, but to ${await focused()}`);
    },
    async key(...keys) {
      for (const one of keys) await page.keyboard.press(one);
    },
  };
}

/** Runs in the page. */
function nameOfFocused(): string {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (at === document.body) return '';
  if (at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement)
    return at.labels?.[0]?.textContent.trim() ?? '';
  return at?.getAttribute('aria-label') ?? at?.textContent.replaceAll(/\s+/gu, ' ').trim() ?? '';
}

it('a whole call by keyboard alone, told to assistive technology step by step, each change once', async () => {
  const log: string[] = [];
  const alice = await openDesk('alice');
  let told = 0;
  /** Once nothing is under way any more, and nothing changes. */
  const note = async (step: string): Promise<void> => {
    let seen = '';
    const look = async (): Promise<string> => {
      const spoken = await alice.spoken();
      const fresh = spoken.slice(told).map((line) => `» ${line}`);
      return [`# ${step}`, ...fresh, '', await accessibilityTree(alice.page), ''].join('\n');
    };
    await until('nothing is busy', async () => (await alice.page.locator('[aria-busy="true"]').count()) === 0);
    await until('nothing changes', async () => {
      const before = seen;
      await alice.page.waitForTimeout(200);
      return before === (seen = await look());
    });
    told = (await alice.spoken()).length;
    log.push(seen);
  };

  await alice.untilSpoken('Connected');
  await alice.tabTo('Search');
  await alice.page.keyboard.type('4711');
  await note('ready, and typing');

  await centre.post('/dev/customers', { from: '+8613800138000', scenario: '10001', skillGroup: 'sales' });
  await alice.untilPhase('offered');
  await note('it rings');
  // Nobody took the focus, and what is typed still goes where it went.
  await alice.page.keyboard.type('x');
  expect([await alice.focused(), await alice.page.locator('#search').inputValue()]).toEqual(['Search', '4711x']);
  await alice.key('F8');
  await alice.untilPhase('active');
  expect([await alice.focused(), await alice.page.locator('#search').inputValue()]).toEqual(['Search', '4711x']);
  const { id } = await customer(centre);
  await untilHears(centre, id, HUM.alice);
  await note('answered');

  await alice.tabTo('Hold');
  await alice.key('Enter');
  await alice.untilSpoken('is on hold');
  await note('on hold');

  const bob = await openDesk('bob');
  await bob.untilSpoken('Connected');
  await alice.tabTo('Consult');
  await alice.key('Enter');
  await alice.tabTo('Consult Bob');
  await note('choosing whom to ask');
  await alice.key('Enter');
  await bob.untilPhase('offered');
  await note('a colleague is called');
  await bob.key('F8');
  await alice.untilSpoken('Talking with bob');
  await note('a colleague is asked');

  await alice.tabTo('Merge');
  await alice.key('Space');
  await alice.untilSpoken('joined');
  await untilHears(centre, id, HUM.bob);
  await note('three in the call');

  await alice.tabTo('Hang up');
  await alice.key('Enter');
  await alice.untilPhase('ended');
  await note('after-call work');
  await alice.tabTo('Disposition');
  await alice.page.keyboard.type('Solved');
  await alice.tabTo('Note');
  await alice.page.keyboard.type('Sends it back.');
  await alice.tabTo('Done');
  await alice.key('Enter');
  await alice.untilPhase('none');
  await alice.untilSpoken('Ready');
  await note('all is done');

  for (const { spoken } of [alice, bob]) {
    const lines = await spoken();
    expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([]);
  }
  if (process.env['UPDATE']) writeFileSync(EXPECTED, log.join('\n'));
  expect(log.join('\n')).toBe(readFileSync(EXPECTED, 'utf8'));
}, 120_000);
