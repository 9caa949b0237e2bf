import type { Tccc, TcccPayload } from '@callstation/compat-tccc';
import type { Browser, Page } from 'playwright-core';

import { until } from './until.ts';
import { openWatchedPage } from './watched-page.ts';

declare global {
  var tccc: Tccc | undefined;
  /** Of the test: every event with its data. */
  var heard: [name: string, data: Record<string, unknown>][];
}

/** What came of a method: the envelope, or the failure's fields. */
export interface Outcome {
  status: string;
  data: Record<string, unknown> | null;
  code?: string;
  errorMsg?: string;
}

/** A page that has `tccc`, at which a test does what the page's own code would. */
export interface TcccSeat {
  readonly page: Page;
  /** Errors that nobody caught, and whatever the console was told. */
  readonly problems: string[];
  /** Puts a script of the SDK into the page, with those attributes. What a method answers as soon as it has run: a code. */
  inject(attributes: Record<string, string>): Promise<string>;
  /** Calls `tccc.Call.accept` and the like. */
  ask(method: `${'Call' | 'Video' | 'Agent'}.${string}`, options: Record<string, unknown>): Promise<Outcome>;
  status(): Promise<string>;
  /** Waits for an event that came after the last {@link TcccSeat.mark}; its data. */
  told(name: string): Promise<Record<string, unknown>>;
  mark(): Promise<void>;
  /** Since the mark: names of events, of `statusChanged` the status instead. */
  trace(): Promise<string[]>;
  /** Everything that was told from the first. */
  all(): Promise<[string, Record<string, unknown>][]>;
}

/** Opens such a page; its microphone hums. */
export async function openTcccSeat(browser: Browser, url: string, hz: number): Promise<TcccSeat> {
  const { page, problems } = await openWatchedPage(browser, hz);
  await page.addInitScript(() => void (globalThis.heard = []));
  await page.goto(url);
  let from = 0;
  const all = (): Promise<[string, Record<string, unknown>][]> => page.evaluate(() => globalThis.heard);
  const since = async () => (await all()).slice(from);
  return {
    ...{ page, problems, all },
    inject: (attributes) => page.evaluate(putScript, attributes),
    ask: (method, options) => page.evaluate(askTccc, { method, options }),
    status: () => page.evaluate(() => globalThis.tccc?.Agent.getStatus() ?? 'no tccc'),
    async told(name) {
      const found = async () => (await since()).find(([one]) => one === name);
      await until(`${name} in the page`, async () => (await found()) !== undefined, since);
      return (await found())?.[1] ?? {};
    },
    async mark() {
      from = (await all()).length;
    },
    trace: async () => (await since()).map(([name, { status }]) => (name === 'statusChanged' ? String(status) : name)),
  };
}

function putScript(attributes: Record<string, string>): Promise<string> {
  const script = document.createElement('script');
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
  return new Promise((resolve, reject) => {
    script.addEventListener('error', () => reject(new Error('the script did not load')));
    script.addEventListener('load', () => {
      const { tccc } = globalThis;
      if (!tccc) return reject(new Error('there is no tccc'));
      for (const name of Object.values(tccc.events)) {
        tccc.on(name, ({ data }: TcccPayload) => void globalThis.heard.push([name, data]));
      }
      const early = tccc.Call.accept({ sessionId: 'none' });
      resolve(
        early.then(
          () => 'success',
          (failure: { code: string }) => failure.code,
        ),
      );
    });
    document.body.append(script);
  });
}

async function askTccc(of: { method: string; options: Record<string, unknown> }): Promise<Outcome> {
  const [group = '', name = ''] = of.method.split('.');
  const methods = Reflect.get(globalThis.tccc ?? {}, group) as Record<string, (options: unknown) => Promise<Outcome>>;
  const method = methods[name];
  if (!method) throw new Error(`no ${of.method}`);
  try {
    const { status, data } = await method(of.options);
    return { status, data };
  } catch (failure) {
    const { status, code, errorMsg, data } = failure as Outcome;
    return { status, data, ...(code === undefined ? {} : { code }), ...(errorMsg === undefined ? {} : { errorMsg }) };
  }
}
