import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

import { until } from '../until.ts';
import { openPage, type PageOptions } from './page.ts';
import { createWx } from './wx.ts';

/** A built mini-program that runs here: its scripts in a world of their own, which has nothing of Node or of a browser. */
export interface MiniProgram {
  /** The path of the page in front. */
  route(): string;
  untilAt(route: string): Promise<void>;
  /** What the template of the page in front shows at an attribute of what has that class. */
  shown(className: string, attribute: string): unknown;
  /** What is bound to an event of what has that class is called: `tap`, or `input` with what was typed. */
  tell(className: string, event: string, detail?: Record<string, unknown>): void;
  /** Waits until a text is said at the top of the page. */
  untilSaid(text: string): Promise<void>;
  /** Addresses it asked. */
  readonly asked: readonly string[];
  /** What went wrong in it. */
  readonly problems: readonly string[];
  close(): void;
}

type Open = ReturnType<typeof openPage> & { template: string };

/** Starts one from its folder. */
export function startMiniProgram(folder: string): MiniProgram {
  const stack: Open[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const problems: string[] = [];
  const wx = createWx((how, url) => {
    // The platform changes pages after whoever asked has ended.
    queueMicrotask(() => go(how, url));
  });
  let app: Record<string, unknown> | undefined;
  let registered: PageOptions | null = null;
  const world = createContext({
    ...{ wx: wx.api, global: {}, console: consoleOf(problems), ...timersOf(timers) },
    getApp: () => app,
    getCurrentPages: () => stack.map(({ page }) => page),
    Page: () => undefined,
    App: (options: Record<string, unknown>) => void (app = options),
    Component: (options: PageOptions) => void (registered = options),
  });
  const load = loader(folder, world);
  const pages = new Map<string, PageOptions>();
  const { pages: routes } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as { pages: string[] };
  const open = (route: string): void => {
    load(`${route}.js`);
    if (registered !== null && !pages.has(route)) pages.set(route, registered);
    registered = null;
    const options = pages.get(route);
    if (!options) throw new Error(`The program has no page ${route}.`);
    stack.push({ ...openPage(route, options), template: readFileSync(join(folder, `${route}.wxml`), 'utf8') });
  };
  const go = (how: 'reLaunch' | 'navigateTo' | 'navigateBack', url: string): void => {
    if (how === 'navigateTo') stack.at(-1)?.hide();
    else for (const old of stack.splice(how === 'reLaunch' ? 0 : -1)) old.close();
    if (how === 'navigateBack') stack.at(-1)?.show();
    else open(url.replace(/^\/|\?.*$/gu, ''));
  };
  load('app.js');
  (app?.['onLaunch'] as ((options: object) => void) | undefined)?.call(app, { path: routes[0], query: {} });
  open(routes[0] ?? '');
  const front = (): Open => {
    const page = stack.at(-1);
    if (!page) throw new Error('No page is open.');
    return page;
  };
  const shown = (className: string, attribute: string): unknown => {
    const { template, page } = front();
    const tag = [...template.matchAll(/<[\w-]+ [^>]{0,1000}>/gu)]
      .map(([text]) => text)
      .find((text) => new RegExp(`class="(?:[^"]*[\\s'])?${className}(?=['"\\s])`, 'u').test(text));
    const key = new RegExp(`\\s${attribute}="\\{\\{(\\w+)\\}\\}"`, 'u').exec(tag ?? '')?.[1];
    if (key === undefined) throw new Error(`${page.route} has nothing at ${attribute} of ${className}.`);
    return page.data[key];
  };
  // A component of its own shows it, which is not built up here: what it shows is read.
  const said = (): string => (load('lib/notice.js') as { noticeText: { value: string } }).noticeText.value;
  const route = (): string => stack.at(-1)?.page.route ?? '';
  return {
    ...{ route, shown, problems, asked: wx.asked },
    untilAt: (wanted) =>
      until(
        `the page ${wanted}`,
        async () => route() === wanted,
        async () => route(),
      ),
    tell(className, event, detail = {}) {
      const { page } = front();
      const handler = page[String(shown(className, `bind${event}`))];
      if (typeof handler !== 'function') throw new Error(`Nothing takes ${event} of ${className}.`);
      const target = { id: '', dataset: {}, offsetLeft: 0, offsetTop: 0 };
      handler.call(page, { type: event, timeStamp: Date.now(), detail, target, currentTarget: target });
    },
    untilSaid: (text) =>
      until(
        `it to say ${text}`,
        async () => said().includes(text),
        async () => said(),
      ),
    close() {
      for (const old of stack.splice(0)) old.close();
      for (const timer of timers) clearTimeout(timer);
      wx.close();
    },
  };
}

/** Reads the program's scripts, each once, in its world. */
function loader(folder: string, world: object): (file: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    loaded.set(file, module);
    const code = readFileSync(join(folder, file), 'utf8');
    const run = runInContext(`(function(require,module,exports){${code}\n})`, world, { filename: file }) as (
      ...given: unknown[]
    ) => void;
    run((name: string) => load(join(dirname(file), name)), module, module.exports);
    return module.exports;
  };
  return load;
}

function timersOf(timers: Set<NodeJS.Timeout>): Record<string, unknown> {
  const keep = (timer: NodeJS.Timeout): NodeJS.Timeout => {
    timers.add(timer);
    return timer;
  };
  return {
    setTimeout: (fn: () => void, ms?: number) => keep(setTimeout(fn, ms)),
    setInterval: (fn: () => void, ms?: number) => keep(setInterval(fn, ms)),
    clearTimeout,
    clearInterval: clearTimeout,
  };
}

function consoleOf(problems: string[]): Record<string, (...what: unknown[]) => void> {
  const note = (...what: unknown[]): void => {
    const text = what.map(String).join(' ');
    // What the seat warns of by itself is no fault of the program.
    if (!text.startsWith('[callstation]')) problems.push(text);
  };
  const quiet = (): void => undefined;
  return { log: quiet, info: quiet, debug: quiet, warn: note, error: note };
}
