import type { Browser } from 'playwright-core';

import { soundOf, type Seat } from './seat.ts';
import { uniappSeat } from './uniapp-seat.ts';
import { until } from './until.ts';
import { openWatchedPage } from './watched-page.ts';

declare global {
  interface Window {
    /** What was said for a moment at the top of the page, oldest first. */
    notices: string[];
  }
}

/** The phone book made with uni-app, in a browser, as a seat like the headless pages of the other demos. */
export async function openPhoneBook(browser: Browser, url: string, agent: string, hz: number): Promise<Seat> {
  const viewport = { width: 390, height: 844 };
  const { page, problems } = await openWatchedPage(browser, hz, { viewport });
  await page.addInitScript(keepNotices);
  await page.goto(`${url}/uniapp/`);
  const { dial, signIn, untilState } = uniappSeat(() => page);
  await signIn(url, agent);
  const phase = async (): Promise<string> => {
    const state = await page.evaluate(
      () =>
        document.querySelector('.incoming')?.getAttribute('role') ??
        document.querySelector('.calling')?.getAttribute('data-state') ??
        'none',
    );
    return PHASES[state] ?? state;
  };
  return {
    ...{ page, problems, phase, dial },
    ...soundOf(page),
    press: (name) => page.getByRole('button', { name: BUTTONS[name] ?? name, exact: true }).click(),
    untilPhase: (wanted) => until(`phase ${wanted}`, async () => (await phase()) === wanted, phase),
    async card(attribute) {
      if (attribute !== 'data-session-id') throw new Error(`The phone book shows no ${attribute}.`);
      return page.evaluate(() => document.querySelector('.calling')?.getAttribute('data-session') ?? null);
    },
    ends: async () => (await page.evaluate(() => window.notices)).map(reasonOf),
    async rest() {
      await untilState('list');
      await page.evaluate(() => window.ear.forget());
    },
    close: () => page.context().close(),
  };
}

/** Fewer words, and another. */
const BUTTONS: Readonly<Record<string, string>> = { Reject: 'Decline' };

/** What the calling page says of itself, in the words of core. */
const PHASES: Readonly<Record<string, string>> = {
  alertdialog: 'offered',
  returning: 'connecting',
  answering: 'connecting',
  loading: 'dialing',
  waiting: 'alerting',
  inProgress: 'active',
  finished: 'ended',
};

const ENDS: Readonly<Record<string, string>> = {
  'You hung up': 'localHangup',
  'The other side hung up': 'remoteHangup',
  'Nobody answered': 'noAnswer',
  'The call was declined': 'rejected',
};
/** Told by the vendor's number for them. */
const STATUSES: Readonly<Record<string, string>> = { '486': 'busy', '404': 'invalidNumber' };

/** The reason in core's words; null for what is said of something else. */
function reasonOf(text: string): string | null {
  const [, status = ''] = /SipReason: (\d{3})/u.exec(text) ?? [];
  return ENDS[text] ?? STATUSES[status] ?? null;
}

/** Runs in the page before its scripts. */
function keepNotices(): void {
  window.notices = [];
  let last = '';
  new MutationObserver(() => {
    const text = document.querySelector('.notice')?.textContent?.trim() ?? '';
    if (text !== last && text !== '') window.notices.push(text);
    last = text;
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
