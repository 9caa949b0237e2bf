import { anythingBut } from './anything.ts';
import { LOGIC_LAYER } from './logic-layer.ts';
import { createPlayer, type Played } from './player.ts';
import { openSystemView } from './system-view.ts';
import { openWebview, type Webview } from './webview.ts';

const RECORD = 'android.permission.RECORD_AUDIO';

/** What a test sees and sets of the phone. */
export interface Phone {
  /** What its owner says to the question for the microphone. */
  microphone: 'granted' | 'deniedPresent' | 'deniedAlways';
  /** What it played, oldest first. */
  played: Played[];
  /** A view outside of this page says something to the logic layer. */
  hear(text: string): void;
  /** That view is there. */
  loaded(key: string): void;
}

declare global {
  /** Of the test: hears which page covers the others. */
  var frontIs: ((id: string) => void) | undefined;
}

type Listener = (event: { data: unknown }) => void;

/** The App platform's global: what the app and its framework need is real. `phone`: the state it shows. */
export function createPlus(phone: Phone) {
  const loaded = new Map<string, () => void>();
  const webviews = new Map<string, Webview>();
  const depths = new Map<string, number>();
  const listeners = new Map<string, Set<Listener>>();
  const kept = new Map<string, string>();
  const changed = ({ id }: Webview, depth: number | null): void => {
    // Only the framework's own pages have numbers for names.
    if (!/^\d+$/u.test(id)) return;
    if (depth === null) depths.delete(id);
    else depths.set(id, depth);
    globalThis.frontIs?.([...depths].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '');
  };
  const create = (url: string, id: string, styles: Record<string, unknown> = {}): Webview => {
    const webview: Webview = url.includes('__uniappview.html')
      ? openWebview(
          { url, id, styles },
          () => plusOf(webview),
          (closed, depth) => changed(closed, depth),
        )
      : openSystemView(id, url, loaded);
    const close = webview.close.bind(webview);
    webview.close = () => {
      if (webviews.get(id) === webview) webviews.delete(id);
      close();
    };
    webviews.set(id, webview);
    return webview;
  };
  const device = {
    os: { name: 'Android', version: '14', language: 'en' },
    screen: {
      scale: 1,
      resolutionWidth: innerWidth,
      getCurrentSize: () => ({ resolutionWidth: innerWidth, resolutionHeight: innerHeight }),
    },
    navigator: anythingBut({
      getUIStyle: () => 'light',
      getOrientation: () => 0,
      isImmersedStatusbar: () => false,
      getStatusbarHeight: () => 0,
      getSafeAreaInsets: () => ({ top: 0, right: 0, bottom: 0, left: 0, deviceBottom: 0 }),
    }),
    runtime: { arguments: '', channel: '', launcher: 'default', innerVersion: '1' },
    networkinfo: { getCurrentType: () => 3 },
  };
  /** What a page has: itself, and the way to the logic layer, over which everything goes as JSON. */
  const plusOf = (webview: Webview): unknown =>
    anythingBut({
      ...device,
      webview: anythingBut({
        currentWebview: () => webview,
        postMessageToUniNView(message: unknown, to: string) {
          if (to !== LOGIC_LAYER) return;
          const text = JSON.stringify(message);
          queueMicrotask(() => phone.hear(text));
        },
      }),
    });
  phone.hear = (text) => listeners.get('plusMessage')?.forEach((fn) => fn({ data: JSON.parse(text) as unknown }));
  phone.loaded = (key) => loaded.get(key)?.();
  return anythingBut({
    ...device,
    webview: anythingBut({
      create,
      getWebviewById: (id: string) => webviews.get(id) ?? null,
      getLaunchWebview: () => webviews.get('1'),
      currentWebview: () => webviews.get('1'),
    }),
    globalEvent: {
      addEventListener: (name: string, fn: Listener) => listeners.set(name, (listeners.get(name) ?? new Set()).add(fn)),
      removeEventListener: (name: string, fn: Listener) => listeners.get(name)?.delete(fn),
    },
    storage: anythingBut({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }),
    audio: anythingBut({ createPlayer: () => createPlayer(phone.played) }),
    android: anythingBut({
      requestPermissions(names: string[], done: (answer: Record<string, string[]>) => void) {
        const answer = { granted: [], deniedPresent: [], deniedAlways: [], [phone.microphone]: names };
        if (!names.includes(RECORD)) throw new Error(`This phone is not asked for ${names.join()}.`);
        setTimeout(() => done(answer));
      },
    }),
  });
}
