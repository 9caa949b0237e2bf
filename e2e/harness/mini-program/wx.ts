import { WebSocket } from 'ws';

/** What a mini-program's own platform keeps beside its pages. */
export interface Wx {
  /** The global `wx`: only what this program may need; anything else is not there. */
  readonly api: Record<string, unknown>;
  /** What was asked, of whom. */
  readonly asked: string[];
  /** Closes what is open. */
  close(): void;
}

interface Callbacks<Result> {
  success?: (result: Result) => void;
  fail?: (error: { errMsg: string }) => void;
  complete?: (result: unknown) => void;
}
interface Request extends Callbacks<{ statusCode: number; data: unknown }> {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: unknown;
}
interface Connect extends Callbacks<unknown> {
  url: string;
  protocols?: string[];
}
/** Where a page is gone to. */
export type Go = (how: 'reLaunch' | 'navigateTo' | 'navigateBack', url: string) => void;

/** Makes one, with real requests and sockets; `go` changes pages. */
export function createWx(go: Go): Wx {
  const asked: string[] = [];
  const kept = new Map<string, unknown>();
  const sockets = new Set<WebSocket>();
  const device = { language: 'en', platform: 'ios', pixelRatio: 3, windowWidth: 390, windowHeight: 844 };
  const going =
    (how: Parameters<Go>[0]) =>
    ({ url = '', success, complete }: { url?: string } & Callbacks<unknown>): void => {
      go(how, url);
      success?.({});
      complete?.({});
    };
  return {
    asked,
    close: () => sockets.forEach((socket) => socket.terminate()),
    api: {
      getWindowInfo: () => device,
      getDeviceInfo: () => device,
      getAppBaseInfo: () => device,
      getSystemInfoSync: () => device,
      getStorageSync: (key: string) => kept.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => void kept.set(key, value),
      setStorage: ({ key, data }: { key: string; data: unknown }) => void kept.set(key, data),
      createInnerAudioContext: player,
      onAppShow: nothing,
      offAppShow: nothing,
      onAppHide: nothing,
      offAppHide: nothing,
      onNetworkStatusChange: nothing,
      offNetworkStatusChange: nothing,
      reLaunch: going('reLaunch'),
      navigateTo: going('navigateTo'),
      navigateBack: going('navigateBack'),
      request(options: Request) {
        asked.push(options.url);
        void request(options);
      },
      connectSocket(options: Connect) {
        asked.push(options.url);
        const socket = new WebSocket(options.url, options.protocols ?? []);
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        options.success?.({});
        options.complete?.({});
        return task(socket);
      },
    },
  };
}

const nothing = (): void => undefined;
const player = (): Record<string, () => void> =>
  Object.fromEntries(
    ['play', 'stop', 'destroy', 'onPlay', 'onEnded', 'onError'].map((name) => [name, nothing] as const),
  );

async function request({ url, method = 'GET', header = {}, data, success, fail }: Request): Promise<void> {
  const body = typeof data === 'string' || data === undefined ? data : JSON.stringify(data);
  try {
    const answer = await fetch(url, { method, headers: header, ...(body === undefined ? {} : { body }) });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    success?.({ statusCode: answer.status, data: isJson ? (JSON.parse(text) as unknown) : text });
  } catch (error) {
    fail?.({ errMsg: `request:fail ${String(error)}` });
  }
}

/** What `wx.connectSocket` gives back. */
function task(socket: WebSocket): Record<string, unknown> {
  return {
    send: ({ data }: { data: string }) => socket.send(data),
    close: ({ code = 1000, reason = '' }: { code?: number; reason?: string }) => socket.close(code, reason),
    onOpen: (fn: (result: object) => void) => void socket.on('open', () => fn({})),
    onMessage: (fn: (message: { data: string }) => void) =>
      void socket.on('message', (data) => fn({ data: (data as Buffer).toString() })),
    onClose: (fn: (end: { code: number; reason: string }) => void) =>
      void socket.on('close', (code, reason) => fn({ code, reason: reason.toString() })),
    onError: (fn: (error: { errMsg: string }) => void) =>
      void socket.on('error', ({ message }) => fn({ errMsg: message })),
  };
}
