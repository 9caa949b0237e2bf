import type { SocketLike } from '@callstation/core/ports';

import { uniApi, type UniSocketTask } from '../uni.ts';

/** Closed without a word. */
const ABNORMAL = 1006;

type Handlers = Pick<SocketLike, 'onopen' | 'onmessage' | 'onclose' | 'onerror'>;

/** A socket by `uni.connectSocket`, where there is no WebSocket: mini-programs, the logic layer of an App. */
export function uniSocket(url: string, protocol: string): SocketLike {
  const handlers: Handlers = { onopen: null, onmessage: null, onclose: null, onerror: null };
  let state = 0;
  // Some platforms tell an error and no close, others both: whichever comes first ends it.
  const ended = (code: number, reason: string): void => {
    if (state === 3) return;
    state = 3;
    handlers.onclose?.({ code, reason });
  };
  const failed = (): void => ended(ABNORMAL, '');
  const task = connect(url, protocol, failed);
  task?.onOpen(() => {
    // It was let go of while it opened; before that, a task refuses to close.
    if (state !== 0) return task.close({ code: 1000, fail: ignore });
    state = 1;
    handlers.onopen?.(undefined as never);
  });
  task?.onMessage(({ data }) => {
    if (state === 1) handlers.onmessage?.({ data });
  });
  task?.onClose(({ code = ABNORMAL, reason = '' }) => ended(code, reason));
  task?.onError(failed);
  return Object.defineProperties(handlers, {
    readyState: { get: () => state },
    send: {
      value(data: string) {
        if (state !== 1 || !task) throw new Error('the socket is not open');
        task.send({ data, fail: ignore });
      },
    },
    close: {
      value(code = 1000, reason = '') {
        if (state === 1) task?.close({ code, reason, fail: ignore });
        if (state < 2) state = 2;
      },
    },
  }) as Handlers & Pick<SocketLike, 'readyState' | 'send' | 'close'>;
}

function connect(url: string, protocol: string, failed: () => void): UniSocketTask | undefined {
  return uniApi()?.connectSocket({
    ...{ url, protocols: [protocol] },
    // Without one of the callbacks some versions give a promise instead of the task.
    complete: ignore,
    // Not in the same task: nobody listens yet.
    fail: () => void Promise.resolve().then(failed),
  });
}

const ignore = (): void => undefined;
