import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Board, Signal } from '@callstation/core/model';
import { CLOSE_CODES, encodeRequest } from '@callstation/core/protocol';
import { createFakeLogger } from '@callstation/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { routeUpgrades } from '../http/route-upgrades.ts';
import { realClock } from '../switch/testing/real-ports.ts';
import { attachSockets, type Sockets } from './sockets.ts';
import { createBench } from './testing/test-page.ts';

let http: Server;
let sockets: Sockets;
let url: string;
let bench: ReturnType<typeof createBench>;
let skew = 0;
const logger = createFakeLogger();
const clock = { ...realClock, now: () => realClock.now() + skew };

beforeEach(async () => {
  bench = createBench();
  sockets = attachSockets(bench.control, { clock, logger });
  http = createServer((_, response) => response.end());
  routeUpgrades(http, new Map([['/seat', sockets.upgrade]]), { logger });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/seat`;
});
afterEach(async () => {
  bench.control.stop();
  sockets.stop();
  http.closeAllConnections();
  http.close();
  await once(http, 'close');
});

/** A board of about 200 KB; `at` says which one it is. */
const board = (at: number): Extract<Signal, { kind: 'board' }> => ({ kind: 'board', at, ...BIG });
const BIG: Omit<Board, 'at'> = {
  agents: Array.from({ length: 1600 }, (_, i) => ({
    ...{ id: `agent-${i}`, name: `Agent ${i}`, status: 'idle', since: 0, reach: 'page', skillGroups: ['support'] },
  })),
  queues: [],
};

interface Reader {
  socket: WebSocket;
  /** Which boards came, and how long each took. */
  boards: { at: number; took: number }[];
}

async function reader(agent: string): Promise<Reader> {
  const socket = new WebSocket(url, 'callstation.v1');
  const boards: Reader['boards'] = [];
  await once(socket, 'open');
  socket.send(
    encodeRequest({ id: 1, method: 'hello', params: { token: `app/${agent}`, pageId: agent, visible: true } }),
  );
  await once(socket, 'message');
  socket.on('message', (data) => {
    const at = Number(/"at":(\d+)/u.exec(String(data).slice(0, 300))?.[1]);
    boards.push({ at, took: performance.now() - (sentAt.get(at) ?? 0) });
  });
  return { socket, boards };
}

const sentAt = new Map<number, number>();
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
async function send(from: number, to: number, readers: readonly string[]): Promise<void> {
  for (let at = from; at < to; at++) {
    sentAt.set(at, performance.now());
    for (const agent of readers) bench.centre.emit(agent, { type: 'signal', signal: board(at) }, 'app', agent);
    await pause(10);
  }
  await pause(200);
}
const p99 = (of: readonly { took: number }[]): number =>
  of.map(({ took }) => took).sort((a, b) => a - b)[Math.floor(of.length * 0.99)] ?? 0;

it('F30: who does not read is sent less and then dropped, and the others notice nothing', async () => {
  const all = ['ann', 'ben', 'slow'];
  const [ann, ben, slow] = await Promise.all(all.map(reader));
  if (!ann || !ben || !slow) throw new Error('nobody');
  await send(1, 31, all);
  const usual = Math.max(p99(ann.boards), p99(ben.boards));
  slow.socket.pause();
  const before = [ann, ben].map(({ boards }) => boards.length);
  await send(31, 151, all);
  const during = [ann, ben].map(({ boards }, i) => boards.slice(before[i]));
  expect(during.map((boards) => boards.length)).toEqual([120, 120]);
  // Twice the same measurement; the margin is for what else this machine does.
  expect(Math.max(...during.map(p99))).toBeLessThanOrEqual(2 * usual + 100);
  // It reads again: what waited, then the newest one; most were never kept for it.
  slow.socket.resume();
  await pause(500);
  await send(151, 152, all);
  expect(slow.boards.length).toBeLessThan(140);
  expect(slow.boards.at(-1)?.at).toBe(151);
  // Once more, for too long.
  slow.socket.pause();
  await send(152, 272, all);
  skew = 11_000;
  const closed = once(slow.socket, 'close');
  await send(272, 274, all);
  slow.socket.resume();
  expect((await closed)[0]).toBe(CLOSE_CODES.tooSlow.code);
  expect(ann.boards.at(-1)?.at).toBe(273);
  for (const { socket } of [ann, ben]) socket.terminate();
}, 60_000);
