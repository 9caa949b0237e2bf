import { onTestFinished, vi } from 'vitest';
import type { Component } from 'vue';

import { fakeDevice, type DeviceOptions } from './device.ts';
import type { Hooks } from './stand-ins/uni-app.ts';

/** A page that is open. */
interface Open {
  path: string;
  element: HTMLElement;
  hooks: Hooks;
  close(): void;
}
/** Opens the page of that path. */
type Enter = (path: string) => Open;

// The first test of a file has all pages compiled.
vi.setConfig({ testTimeout: 60_000 });

/** When the tests begin, milliseconds. */
export const MORNING = Date.UTC(2026, 0, 5, 8);

const urlOf = (name: string): string => `/pages/${name}/index`;

/** The pages that are open, the last one on top, told what uni-app tells them. */
function createPages(enter: Enter) {
  const pages: Open[] = [];
  const show = (open: Open | undefined): void => open?.hooks.show.forEach((hook) => hook());
  const leave = (open: Open | undefined): void => {
    for (const hook of open?.hooks.unload ?? []) hook();
    open?.close();
  };
  const open = (url: string): void => {
    pages.push(enter(url));
    show(pages.at(-1));
  };
  return {
    pages,
    reLaunch({ url }: { url: string }) {
      for (const page of pages.splice(0).toReversed()) leave(page);
      open(url);
    },
    navigateTo({ url }: { url: string }) {
      for (const hook of pages.at(-1)?.hooks.hide ?? []) hook();
      open(url);
    },
    navigateBack() {
      leave(pages.pop());
      show(pages.at(-1));
    },
  };
}

/** The app's code, evaluated anew. */
async function loadApp() {
  vi.resetModules();
  const [{ createApp, watch }, { collectHooks }, { given, TCCCWorkstation }, { noticeText }] = await Promise.all([
    import('vue'),
    import('./stand-ins/uni-app.ts'),
    import('./stand-ins/plugin.ts'),
    import('../src/lib/notice.ts'),
  ]);
  const said: string[] = [];
  const unwatch = watch(noticeText, (text) => void (text && said.push(text)), { flush: 'sync' });
  onTestFinished(unwatch);
  const components = new Map<string, Component>();
  const add = async (name: string, loaded: Promise<{ default: Component }>): Promise<void> =>
    void components.set(urlOf(name), (await loaded).default);
  await Promise.all([
    add('numbers', import('../src/pages/numbers/index.vue')),
    add('login', import('../src/pages/login/index.vue')),
    add('calling', import('../src/pages/calling/index.vue')),
    add('settings', import('../src/pages/settings/index.vue')),
  ]);
  const enter: Enter = (path) => {
    const component = components.get(path);
    if (!component) throw new Error(`There is no page ${path}.`);
    const element = document.body.appendChild(document.createElement('main'));
    const app = createApp(component);
    const close = (): void => {
      app.unmount();
      element.remove();
    };
    return { path, element, hooks: collectHooks(() => app.mount(element)), close };
  };
  return { enter, given, said, workstation: TCCCWorkstation.sharedInstance() };
}

/** Simulates the clock, and fails the test where anything complains in the console. */
function watchOver(pages: Open[]): void {
  vi.useFakeTimers({ now: MORNING });
  const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  onTestFinished(() => {
    for (const open of pages.splice(0)) open.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    const complained = complaints.flatMap(({ mock }) => mock.calls);
    vi.restoreAllMocks();
    if (complained.length > 0) throw new Error(`The page complained: ${complained.map(String).join('\n')}`);
  });
}

/** What a person sees of the page on top, and does there. */
function person(pages: readonly Open[]) {
  const top = (): Open => {
    const open = pages.at(-1);
    if (!open) throw new Error('No page is open.');
    return open;
  };
  const find = (selector: string): HTMLElement => {
    const found = top().element.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`Not on ${top().path}: ${selector}`);
    return found;
  };
  const texts = (selector: string): string[] =>
    [...top().element.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
  const pass = async (ms: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));
  return {
    ...{ find, texts, pass },
    /** The page that shows: `numbers`, `login`, `calling`, `settings`. */
    page: (): string => top().path.split('/')[2] ?? '',
    has: (selector: string): boolean => top().element.querySelector(selector) !== null,
    text: (selector: string): string => find(selector).textContent.trim(),
    async press(selector: string): Promise<void> {
      find(selector).click();
      await pass(0);
    },
    async type(selector: string, text: string): Promise<void> {
      const field = find(selector);
      if (!(field instanceof HTMLInputElement)) throw new Error(`${selector} is no field.`);
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await pass(0);
    },
    /** Presses the key of the device's keyboard that goes on. */
    async confirm(selector: string): Promise<void> {
      find(selector).dispatchEvent(new Event('confirm'));
      await pass(0);
    },
  };
}

/** Opens the app anew, at that page, on a device that is simulated. */
export async function openPhone({ page = 'numbers', ...options }: DeviceOptions & { page?: string } = {}) {
  const app: { enter?: Enter } = {};
  const { pages, ...navigation } = createPages((path) => {
    if (!app.enter) throw new Error('The app is not open yet.');
    return app.enter(path);
  });
  vi.stubGlobal('getCurrentPages', () => pages.map(({ path }) => ({ route: path.slice(1) })));
  const device = fakeDevice(options, navigation);
  watchOver(pages);
  const { enter, given, said, workstation } = await loadApp();
  app.enter = enter;
  const agent = person(pages);
  navigation.reLaunch({ url: urlOf(page) });
  await agent.pass(0);
  /** How often an operation was asked for. */
  const times = (name: string): number => workstation.asked.filter(([asked]) => asked === name).length;
  /** `said`: what the pages said at their top, oldest first. */
  return { ...device, ...agent, given, said, workstation, times };
}
