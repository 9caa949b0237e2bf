import { pathToFileURL } from 'node:url';

import type { Page } from 'playwright-core';

import { LOGIC_LAYER } from './page/logic-layer.ts';

/** The views of a phone that are no pages of the app's framework: each a page of the browser, of the origin of its address. */
export interface SystemViews {
  /** The newest view of that name. */
  view(id: string): Page;
  /** Whether what runs in the newest one was ended so. */
  isKilled(id: string): boolean;
  /** The system ends what runs in it, as it does when memory is short; the view stays. */
  kill(id: string): Promise<void>;
}

/** What the phone's page asks of a view; `text`: an address to open, code to run. */
export type ViewOrder = 'open' | 'run' | 'close';

/** Serves them to a phone's `page`. `files`: the app's folder; `watch` gets every view before it loads. */
export async function serveSystemViews(page: Page, files: string, watch: (view: Page) => void): Promise<SystemViews> {
  const views = new Map<string, Promise<Page>>();
  const newest = new Map<string, Page>();
  const killed = new Set<Page>();
  // The phone may have been closed meanwhile.
  const told = (name: 'hear' | 'loaded', text: string): void =>
    void page.evaluate(([fn, said]) => globalThis.phone[fn](said), [name, text] as const).catch(() => undefined);
  const open = async (key: string, url: string): Promise<Page> => {
    const view = await page.context().newPage();
    newest.set(key.replace(/#\d+$/u, ''), view);
    watch(view);
    await view.exposeFunction('toLogicLayer', (text: string) => told('hear', text));
    const address = url.replace(/^_www\//u, `${pathToFileURL(files).href}/`);
    view.on(
      'load',
      () =>
        void view
          .evaluate(bringPlus, LOGIC_LAYER)
          .then(() => told('loaded', key))
          .catch(() => undefined),
    );
    void view.goto(address).catch(() => undefined);
    return view;
  };
  await page.exposeFunction('systemView', async (order: ViewOrder, key: string, text: string) => {
    if (order === 'open') return void views.set(key, open(key, text));
    const view = await views.get(key);
    // A page that is not loaded, or was killed, hears nothing.
    if (order === 'run') return void view?.evaluate(text).catch(() => undefined);
    views.delete(key);
    await view?.close();
  });
  const view = (id: string): Page => {
    const found = newest.get(id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  };
  return {
    view,
    isKilled: (id) => killed.has(view(id)),
    async kill(id) {
      const doomed = view(id);
      killed.add(doomed);
      const gone = new Promise((resolve) => doomed.once('crash', resolve));
      const session = await page.context().newCDPSession(doomed);
      // It never answers: who would?
      session.send('Page.crash').catch(() => undefined);
      await gone;
    },
  };
}

/** Runs in a view: gives it the platform's global, as the system does once the page is there. */
function bringPlus(logicLayer: string): void {
  const { toLogicLayer } = window as unknown as { toLogicLayer: (text: string) => void };
  const plus = {
    webview: {
      postMessageToUniNView(message: unknown, to: string) {
        if (to === logicLayer) toLogicLayer(JSON.stringify(message));
      },
    },
  };
  Object.assign(window, { plus });
  document.dispatchEvent(new Event('plusready'));
}
