import type { Envelope, UdeskCCPaasApiClass } from '@callstation/compat-udesk';
import type { Browser, Page } from 'playwright-core';

import { until } from './until.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

declare global {
  /** The page's own instance. */
  var UdeskCCPaasApiClassInstance: UdeskCCPaasApiClass;
}

/** One event, as the page's listener got it. */
export interface Told {
  name: string;
  /** `Data`; of the state events the one in their list. */
  data: Record<string, unknown>;
}

const CALL_EVENTS = [
  ...['Delivered', 'Originated', 'Established', 'ConnectionCleared'],
  ...['Held', 'Retrieved', 'Conferenced', 'Transferred'],
];

/** The demo page of an agent that was written for UdeskCCPaasApiClass, driven by that class's own methods. */
export interface UdeskSeat {
  readonly agent: string;
  readonly page: Page;
  /** `Data` of the answer; rejects with `Code` and `Message` of a refusal. */
  ask(method: keyof UdeskCCPaasApiClass, ...args: readonly unknown[]): Promise<unknown>;
  /** What was told since {@link UdeskSeat.forget}. */
  told(): Promise<Told[]>;
  /** The first event of that name since then whose data are so, waited for. */
  heard(name: string, data?: Readonly<Record<string, unknown>>): Promise<Told['data']>;
  /** The eight call events since then; each has its advanced form right behind it. */
  calls(): Promise<string[]>;
  /** What was told until now counts no more. */
  forget(): Promise<void>;
  /** Waits until every call is over. */
  rest(): Promise<void>;
  /** Closes the page. Rejects where it complained of something. */
  close(): Promise<void>;
}

/** Opens it and waits until it is ready. `hz`: the hum of its microphone. */
export async function openUdeskSeat(browser: Browser, url: string, agent: string, hz: number): Promise<UdeskSeat> {
  const watched = await openWatchedPage(browser, hz);
  await watched.page.goto(`${url}/udesk/?agent=${agent}`);
  const seat = seatOf(agent, watched);
  await seat.heard('Ready');
  return seat;
}

function seatOf(agent: string, { page, close }: WatchedPage): UdeskSeat {
  let past = 0;
  const all = async (): Promise<Told[]> => {
    const lines = await page.locator('#log [data-event]').allTextContents();
    return lines.map((line) => {
      const [name = ''] = line.split(' ', 1);
      const data: unknown = JSON.parse(line.slice(name.length + 1));
      return { name, data: (Array.isArray(data) ? data[0] : data) as Told['data'] };
    });
  };
  const told = async (): Promise<Told[]> => (await all()).slice(past);
  const ofCalls = async (): Promise<Told[]> => (await told()).filter(({ name }) => CALL_EVENTS.includes(name));
  return {
    ...{ agent, page, close, told },
    async ask(method, ...args) {
      const { Code, Data, Message } = await page.evaluate(
        ([name, given]) =>
          (Reflect.get(UdeskCCPaasApiClassInstance, name) as (...of: readonly unknown[]) => Promise<Envelope<unknown>>)
            .apply(UdeskCCPaasApiClassInstance, [...given])
            .catch(({ Code, Data, Message, Visible }: Envelope) => ({ Code, Data, Message, Visible })),
        [method, args] as const,
      );
      if (Code !== '0000') throw new Error(`${agent} ${method}: ${Code} ${Message}`);
      return Data;
    },
    async heard(name, data = {}) {
      let found: Told | undefined;
      const wanted = Object.entries(data);
      await until(
        `${name} ${JSON.stringify(data)} at ${agent}`,
        async () => {
          found = (await told()).find((one) => one.name === name && wanted.every(([key, is]) => one.data[key] === is));
          return found !== undefined;
        },
        told,
      );
      return found?.data ?? {};
    },
    async calls() {
      const heard = await told();
      for (const [at, { name, data }] of heard.entries()) {
        if (!CALL_EVENTS.includes(name)) continue;
        const next = heard[at + 1];
        if (
          next?.name !== 'AdvancedCallStatusChanged' ||
          next.data['CallEvent'] !== name ||
          next.data['CallID'] !== data['CallID']
        )
          throw new Error(`${name} has no advanced form behind it, but ${JSON.stringify(next)}`);
      }
      return (await ofCalls()).map(({ name }) => name);
    },
    async forget() {
      past = (await all()).length;
    },
    rest: () =>
      until(
        `no call at ${agent}`,
        async () => {
          const last = new Map((await ofCalls()).map(({ name, data }) => [data['CallID'], name]));
          return [...last.values()].every((name) => name === 'ConnectionCleared');
        },
        told,
      ),
  };
}
