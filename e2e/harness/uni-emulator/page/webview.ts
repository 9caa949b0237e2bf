type Listener = (event: object) => void;

/** A page of its own beside the others: on a phone a view of the system, here a frame. */
export interface Webview {
  readonly id: string;
  [member: string]: unknown;
  evalJS(code: string): void;
  show(animation: string, ms?: number, done?: () => void): void;
  close(): void;
}

interface ViewWindow extends Window {
  plus: unknown;
  eval(code: string): unknown;
}

let top = 0;

/** Opens one. `plus`: the page's own; `changed` hears of showing and closing. */
export function openWebview(
  { url, id, styles }: { url: string; id: string; styles: Record<string, unknown> },
  plus: () => unknown,
  changed: (webview: Webview, depth: number | null) => void,
): Webview {
  const listeners = new Map<string, Set<Listener>>();
  const emit = (name: string): void => listeners.get(name)?.forEach((fn) => fn({}));
  const frame = document.createElement('iframe');
  let [style, loaded] = [styles, false];
  frame.name = `webview-${id}`;
  frame.src = url.replace(/^_www\//u, '/app/');
  const { top: y, left: x, width, height } = { top: '0', left: '0', width: '100%', height: '100%', ...styles };
  Object.assign(frame.style, { position: 'fixed', border: '0', visibility: 'hidden', top: y, left: x, width, height });
  frame.addEventListener('load', () => {
    const view = frame.contentWindow as ViewWindow | null;
    if (!view) return;
    loaded = true;
    view.plus = plus();
    view.document.dispatchEvent(new Event('plusready'));
  });
  const nothing = (): void => undefined;
  const webview: Webview = {
    id,
    evalJS(code) {
      // A page that is not there yet has nobody to hear it.
      queueMicrotask(() => loaded && frame.isConnected && (frame.contentWindow as ViewWindow | null)?.eval(code));
    },
    show(_animation, _ms, done) {
      frame.style.visibility = 'visible';
      frame.style.zIndex = String((top += 1));
      changed(webview, top);
      emit('show');
      setTimeout(() => done?.());
    },
    hide() {
      frame.style.visibility = 'hidden';
      changed(webview, null);
      emit('hide');
    },
    close() {
      frame.remove();
      changed(webview, null);
      emit('close');
    },
    addEventListener: (name: string, fn: Listener) => listeners.set(name, (listeners.get(name) ?? new Set()).add(fn)),
    removeEventListener: (name: string, fn: Listener) => listeners.get(name)?.delete(fn),
    getStyle: () => style,
    setStyle: (more: object) => void (style = { ...style, ...more }),
    getSafeAreaInsets: () => ({ top: 0, right: 0, bottom: 0, left: 0, deviceBottom: 0 }),
    children: () => [],
    getTitleNView: () => null,
    ...{ append: nothing, remove: nothing, setPullToRefresh: nothing, setSoftinputTemporary: nothing },
  };
  document.body.append(frame);
  return webview;
}
