import type { ViewOrder } from '../system-views.ts';
import type { Webview } from './webview.ts';

declare global {
  /** Of the test: keeps the views that are no frames of this page. */
  var systemView: (order: ViewOrder, key: string, text: string) => Promise<void>;
}

type Listener = (event: object) => void;

let opened = 0;

/** Opens a view outside of this page. `loaded`: who is told when it is there, by its key. */
export function openSystemView(id: string, url: string, loaded: Map<string, () => void>): Webview {
  const key = `${id}#${++opened}`;
  const listeners = new Set<Listener>();
  const order = (what: ViewOrder, text = ''): void => void globalThis.systemView(what, key, text);
  loaded.set(key, () => listeners.forEach((fn) => fn({})));
  order('open', url);
  return {
    id,
    evalJS: (code) => order('run', code),
    show: () => undefined,
    close() {
      loaded.delete(key);
      order('close');
    },
    addEventListener: (name: string, fn: Listener) => void (name === 'loaded' && listeners.add(fn)),
  };
}
