import { afterEach, expect, it, vi } from 'vitest';

import type { UniSocketTask } from '../uni.ts';
import { uniSocket } from './uni-socket.ts';

afterEach(() => vi.unstubAllGlobals());

function socket() {
  const heard: unknown[] = [];
  const on: Record<string, (value?: unknown) => void> = {};
  const listen = (name: string) => (fn: (value: never) => void) => void (on[name] = fn as (value?: unknown) => void);
  const task = {
    send: ({ data }) => void heard.push(['send', data]),
    close: ({ code }) => void heard.push(['close', code]),
    ...{ onOpen: listen('open'), onMessage: listen('message'), onClose: listen('close'), onError: listen('error') },
  } as UniSocketTask;
  let failed: (error: object) => void = () => undefined;
  vi.stubGlobal('uni', {
    connectSocket(options: { fail: (error: object) => void }) {
      failed = options.fail;
      return task;
    },
  });
  const page = uniSocket('wss://desk.test/seat', 'callstation.v1');
  page.onopen = () => heard.push('open');
  page.onmessage = ({ data }) => heard.push(['message', data]);
  page.onclose = ({ code, reason }) => heard.push(['closed', code, reason]);
  return { page, heard, on, fail: () => failed({}) };
}

it('opens, sends, hears and closes', () => {
  const { page, heard, on } = socket();
  expect(() => page.send('early')).toThrow('not open');
  on['open']?.();
  page.send('a');
  on['message']?.({ data: 'b' });
  expect(page.readyState).toBe(1);
  page.close(1000, 'done');
  on['message']?.({ data: 'late' });
  on['close']?.({ code: 1000, reason: 'done' });
  expect(heard).toEqual(['open', ['send', 'a'], ['message', 'b'], ['close', 1000], ['closed', 1000, 'done']]);
  expect(page.readyState).toBe(3);
});

it('ends once, whatever the platform tells of a failure', async () => {
  const one = socket();
  one.on['error']?.({});
  one.on['close']?.({});
  expect(one.heard).toEqual([['closed', 1006, '']]);
  const other = socket();
  other.fail();
  expect(other.heard).toEqual([]);
  await Promise.resolve();
  expect(other.heard).toEqual([['closed', 1006, '']]);
  const bare = socket();
  bare.on['close']?.({});
  expect(bare.heard).toEqual([['closed', 1006, '']]);
});

it('is closed once it opens where it was let go of before', () => {
  const { page, heard, on } = socket();
  page.close();
  expect(heard).toEqual([]);
  on['open']?.();
  expect(heard).toEqual([['close', 1000]]);
});
