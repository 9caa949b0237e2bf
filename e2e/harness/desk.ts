import type { AgentSnapshot, CallSnapshot, PageFacts } from '@callstation/core/model';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { pageAudio } from './page-audio.ts';
import { until } from './until.ts';

/** One line of what happened in a page. */
export interface LogLine {
  at: number;
  name: string;
  lead?: boolean;
  id?: string;
  phase?: string | null;
  end?: string | null;
  state?: string;
  status?: string;
}

interface Shown {
  agent: AgentSnapshot | null;
  sessions: CallSnapshot[];
  page: PageFacts;
}

/** One tab of an agent, driven by core's own commands. */
export interface Desk {
  readonly agent: string;
  page: Page;
  readonly context: BrowserContext;
  /** Errors of the page's scripts. */
  readonly problems: string[];
  /** Gives a command on calls: `call('consult', id, {to})`. Rejects with the code of the refusal in the text. */
  call(verb: string, ...args: readonly unknown[]): Promise<CallSnapshot>;
  /** Gives a command of a supervisor. */
  supervise(verb: string, ...args: readonly unknown[]): Promise<CallSnapshot>;
  /** Gives a command on the agent. */
  self(verb: string, ...args: readonly unknown[]): Promise<void>;
  show(): Promise<Shown>;
  /** The session of that id, or the only one there is. */
  session(id?: string): Promise<CallSnapshot | undefined>;
  /** Waits until a session is as wanted, and returns it. */
  until(wanted: string, is: (call: CallSnapshot) => boolean, ms?: number): Promise<CallSnapshot>;
  log(): Promise<LogLine[]>;
  /** The reasons calls ended for here, oldest first. */
  ends(): Promise<string[]>;
  /** Loudest within the last `ms`. */
  hears(hz: number, ms: number): Promise<number>;
  /** Loads the page again and waits until it is signed in. */
  reload(): Promise<void>;
  /** Waits until the page is signed in. */
  ready(): Promise<void>;
  /** Leaves the page for an empty one that remembers nothing; a new context takes a second, and this next to nothing. */
  leave(): Promise<void>;
  /** Comes back to the page after {@link Desk.leave}, as somebody who opens it for the first time. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** How to open a {@link Desk}. */
export interface DeskOptions {
  /** The microphone's hum. */
  hz: number;
  /** Another tab of that browser. */
  beside?: Desk;
  /** Seconds a token lives. */
  life?: number;
  /** The app's secret, for tokens with a life. */
  key?: string;
  /** Nothing of the test's own that grows: the browser's microphone, no ear, no log. Default false. */
  bare?: boolean;
}

/** Opens a tab as an agent and waits until it takes calls. */
export async function openDesk(browser: Browser, url: string, agent: string, options: DeskOptions): Promise<Desk> {
  const { hz, beside, life, key, bare = false } = options;
  const context = beside?.context ?? (await browser.newContext({ permissions: ['microphone'] }));
  if (!beside) await (bare ? context.addInitScript(countConnections) : context.addInitScript(pageAudio, hz));
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  const more = life === undefined ? '' : `&life=${life}&key=${encodeURIComponent(key ?? '')}`;
  await page.goto(`${url}/desk/?agent=${agent}${more}${bare ? '&bare=1' : ''}`);
  const desk = deskOf(agent, page, context, problems);
  await desk.ready();
  return desk;
}

/** Runs in the page before its scripts: counts the connections that are open, and keeps none. */
function countConnections(): void {
  let open = 0;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    #open = true;
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      open += 1;
    }

    override close(): void {
      if (this.#open) open -= 1;
      this.#open = false;
      super.close();
    }
  };
  Object.assign(window, { ear: { connections: () => open } });
}

function deskOf(agent: string, page: Page, context: BrowserContext, problems: string[]): Desk {
  const show = (): Promise<Shown> => page.evaluate(() => window.desk.workstation.getSnapshot() as unknown as Shown);
  const session = async (id?: string): Promise<CallSnapshot | undefined> => {
    const { sessions } = await show();
    return sessions.find((call) => (id === undefined ? call.phase !== 'ended' : call.id === id));
  };
  const give = async (
    part: 'calls' | 'agent' | 'supervisor',
    verb: string,
    args: readonly unknown[],
  ): Promise<CallSnapshot> => {
    const [error, value] = await page.evaluate(
      async ([of, name, given]) => {
        const command = window.desk.workstation[of]?.[name];
        try {
          return [null, await command?.(...given)] as const;
        } catch (cause) {
          return [JSON.stringify(cause, ['code', 'message', 'data', 'reason']), null] as const;
        }
      },
      [part, verb, args] as const,
    );
    if (error) throw new Error(`${agent} ${verb}: ${error}`);
    return value as CallSnapshot;
  };
  const ready = (): Promise<void> =>
    until(
      `${agent} to be signed in`,
      () => page.evaluate(() => window.desk?.ready ?? false),
      () => page.evaluate(() => window.desk?.failure ?? 'not yet'),
    );
  const log = (): Promise<LogLine[]> => page.evaluate(() => window.desk.log);
  const here = page.url();
  return {
    ...{ agent, page, context, problems, show, session, ready, log },
    call: (verb, ...args) => give('calls', verb, args),
    supervise: (verb, ...args) => give('supervisor', verb, args),
    self: async (verb, ...args) => void (await give('agent', verb, args)),
    async until(wanted, is, ms) {
      let found: CallSnapshot | undefined;
      const look = async (): Promise<boolean> => {
        found = (await show()).sessions.find(is);
        return found !== undefined;
      };
      await until(`${wanted} at ${agent}`, look, async () => [(await show()).sessions, await log()], ms);
      return found as CallSnapshot;
    },
    async ends() {
      return (await log()).flatMap(({ name, end }) => (name === 'sessionEnded' && end ? [end] : []));
    },
    hears: (hz, ms) => page.evaluate(([tone, span]) => window.ear.max(tone, span), [hz, ms] as const),
    async reload() {
      await page.reload();
      await ready();
    },
    async leave() {
      // Of the same origin, which is the only one whose storage can be emptied from here.
      await page.goto(new URL('/healthz', here).href);
      await page.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
      await context.clearCookies();
    },
    async comeBack() {
      problems.splice(0);
      await page.goto(here);
      await ready();
    },
    close: () => page.close(),
  };
}

declare global {
  interface Window {
    desk: {
      workstation: {
        getSnapshot(): unknown;
        close(): Promise<void>;
        calls: Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
        agent: Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
        supervisor: Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
      };
      log: LogLine[];
      tokens: number;
      ready: boolean;
      failure: string | null;
    };
  }
}
