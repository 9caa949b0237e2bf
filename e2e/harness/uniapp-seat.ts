import type { Frame, Page } from 'playwright-core';

import { until } from './until.ts';

/** The phone book made with uni-app, in whatever it runs in: driven by the classes of its pages. */
export interface UniappSeat {
  signIn(centre: string, agent: string): Promise<void>;
  /** Tries to, and gives the words it is refused in. */
  refused(centre: string, agent: string): Promise<string>;
  /** Types a number and calls it. */
  dial(number: string): Promise<void>;
  /** Presses what has that class. */
  tap(className: string): Promise<void>;
  /** Where the call stands on the calling page; `list` on the phone book, `login` on the sign-in page. */
  state(): Promise<string>;
  untilState(wanted: string): Promise<void>;
  /** Opens the settings and comes back, as by the device's own key. */
  leaveAndReturn(): Promise<void>;
  /** Waits until a text is said at the top of the page. */
  untilSaid(text: string): Promise<void>;
}

/** `front` gives the document of the page that shows: in a browser always the same one. */
export function uniappSeat(front: () => Page | Frame): UniappSeat {
  // One evaluation: a page may take the place of another between two looks.
  const look = (): Promise<string> =>
    front().evaluate(() => {
      const calling = document.querySelector('.calling');
      if (calling) return calling.getAttribute('data-state') ?? 'none';
      if (document.querySelector('.login')) return 'login';
      return document.querySelector('.numbers') ? 'list' : 'other';
    });
  // Or in the middle of one: the document that was looked at is gone.
  const state = async (): Promise<string> => look().catch((error: unknown) => `gone: ${String(error)}`);
  const untilState = (wanted: string): Promise<void> =>
    until(`the app to be at ${wanted}`, async () => (await state()) === wanted, state, 15_000);
  const tap = (className: string): Promise<void> => front().locator(`.${className}`).last().click();
  const enter = async (centre: string, agent: string): Promise<void> => {
    await untilState('login');
    await front().locator('.login-centre input').fill(centre);
    await front().locator('.login-agent input').fill(agent);
    await tap('login-enter');
  };
  return {
    state,
    untilState,
    tap,
    async signIn(centre, agent) {
      await enter(centre, agent);
      await untilState('list');
    },
    async refused(centre, agent) {
      await enter(centre, agent);
      return front().locator('.refusal').innerText();
    },
    async dial(number) {
      await untilState('list');
      await front().locator('.numbers-input input').fill(number);
      await tap('numbers-call');
    },
    async leaveAndReturn() {
      await front().locator('.open-settings').dispatchEvent('click');
      await front().locator('.settings-card').waitFor();
      await front().locator('.settings-back').dispatchEvent('click');
      await untilState('list');
    },
    async untilSaid(text) {
      // Between two pages nothing is said.
      const said = async (): Promise<string[]> => {
        try {
          return await front().locator('.notice').allTextContents();
        } catch {
          return [];
        }
      };
      await until(`it to say ${text}`, async () => (await said()).join(' ').includes(text), said);
    },
  };
}
