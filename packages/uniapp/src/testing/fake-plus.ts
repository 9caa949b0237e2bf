import type { FarHalf, MakeBackend } from '@callstation/core/bridge';

import { serveHostPage, type PagePlus, type PageWorld } from '../hosts/webview/page/serve-host-page.ts';
import type { Plus, PlusMessage, PlusPermissions, PlusWebview } from '../hosts/webview/plus.ts';

/** One hidden page as it was made. */
export interface FakePage {
  readonly url: string;
  readonly id: string;
  readonly styles: Record<string, unknown>;
  shown: string | null;
  closed: boolean;
  far: FarHalf | null;
}

/** The App platform with pages whose script runs in this very process. */
export interface FakePlus extends Plus {
  readonly pages: FakePage[];
  /** Whether pages load; one that does not takes no message. A text: the title of what loads in its place. */
  loads: boolean | string;
  /** Files that are not in the app; a page is loaded with its script or does nothing. */
  readonly absent: Set<string>;
  /** Whether the platform tells of a page that it cannot load. */
  tells: boolean;
  permission: PlusPermissions | Error;
  readonly asked: string[][];
  /** The system kills the present page; its webview stays. */
  kill(): void;
}

/** Makes one. `make`: the backend each page serves. */
export function createFakePlus(make: MakeBackend, osName = 'Android'): FakePlus {
  const listeners = new Set<(message: PlusMessage) => void>();
  const views = new Map<string, PlusWebview>();
  let killed: () => void = () => undefined;
  const plus: FakePlus = {
    pages: [],
    loads: true,
    absent: new Set(),
    tells: true,
    permission: { granted: ['android.permission.RECORD_AUDIO'] },
    asked: [],
    os: { name: osName },
    kill: () => killed(),
    webview: {
      getWebviewById: (id) => views.get(id) ?? null,
      create(url, id, styles) {
        const script = url.replace('.html', '.js');
        const isThere = !plus.absent.has(url) && !plus.absent.has(script);
        const loaded = plus.loads === true ? make : plus.loads || null;
        const { view, page, kill } = createView({ url, id, styles }, listeners, () => (isThere ? loaded : null));
        const fails = plus.tells && plus.absent.has(url);
        views.set(id, {
          ...view,
          addEventListener: (event, fn) =>
            event === 'error' ? void (fails && queueMicrotask(fn)) : view.addEventListener?.(event, fn),
          close(animation) {
            view.close(animation);
            if (views.get(id)?.evalJS === view.evalJS) views.delete(id);
          },
        });
        killed = kill;
        plus.pages.push(page);
        return views.get(id) as PlusWebview;
      },
    },
    globalEvent: {
      addEventListener: (_, fn) => void listeners.add(fn),
      removeEventListener: (_, fn) => void listeners.delete(fn),
    },
    io: {
      resolveLocalFileSystemURL: (file, done, failed) =>
        queueMicrotask(() => (plus.absent.has(file) ? failed({ code: 14 }) : done({}))),
    },
    android: {
      requestPermissions(names, done, failed) {
        plus.asked.push(names);
        if (plus.permission instanceof Error) failed({ code: 1, message: plus.permission.message });
        else done(plus.permission);
      },
    },
  };
  return plus;
}

function createView(
  { url, id, styles }: Pick<FakePage, 'url' | 'id' | 'styles'>,
  listeners: Set<(message: PlusMessage) => void>,
  made: () => MakeBackend | string | null,
) {
  const world = {} as unknown as PageWorld['window'];
  let alive = true;
  const tell = (message: object): void => {
    // A copy, as everything that crosses; and in a later task.
    const copy: PlusMessage = { data: JSON.parse(JSON.stringify(message)) as NonNullable<PlusMessage['data']> };
    queueMicrotask(() => listeners.forEach((fn) => fn(copy)));
  };
  const pagePlus: PagePlus = {
    webview: {
      postMessageToUniNView(message, to) {
        if (alive && to === '__uniapp__service') tell(message);
      },
    },
  };
  const page: FakePage = {
    ...{ url, id, styles, shown: null, closed: false, far: null },
  };
  const make = made();
  if (typeof make === 'function') page.far = serveHostPage({ plus: pagePlus, window: world }, make);
  // Another page is asked by the host whether it is one, and says what it is.
  const other =
    typeof make === 'string' ? () => tell({ type: 'callstation', args: { absent: make } }) : () => undefined;
  const view: PlusWebview = {
    evalJS(code) {
      if (alive) queueMicrotask(() => alive && runIn(world, code, other));
    },
    addEventListener: (_, fn) => void (make !== null && queueMicrotask(fn)),
    show: (animation) => void (page.shown = animation),
    close() {
      alive = false;
      page.closed = true;
    },
  };
  return { view, page, kill: () => void (alive = false) };
}

/** What `evalJS` does, in the page's own world. */
function runIn(window: object, code: string, other: () => void): void {
  if (code.includes('absent:document.title')) return other();
  const call = /^window\.(\w+)&&window\.\1\((".*")\)$/su.exec(code);
  if (!call) throw new Error(`not what a page is told: ${code}`);
  const [, name = '', literal = ''] = call;
  const receiver = (window as Record<string, unknown>)[name];
  if (typeof receiver === 'function') receiver(JSON.parse(literal));
}
