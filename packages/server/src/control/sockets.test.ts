import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { createFakeLogger } from '@callstation/testkit';
import { encodeRequest } from '@callstation/core/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { realClock } from '../switch/testing/real-ports.ts';
import { routeUpgrades } from '../http/route-upgrades.ts';
import { attachSockets, type Sockets } from './sockets.ts';
import { createBench } from './testing/test-page.ts';

let http: Server;
let sockets: Sockets;
let url: string;
let bench: ReturnType<typeof createBench>;
const logger = createFakeLogger();

beforeEach(async () => {
  bench = createBench();
  sockets = attachSockets(bench.control, { clock: realClock, logger, origins: ['https://crm.example'] });
  http = createServer((_, response) => response.end());
  routeUpgrades(http, new Map([['/seat', sockets.upgrade]]), { logger });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  bench.control.stop();
  sockets.stop();
  http.closeAllConnections();
  http.close();
  await once(http, 'close');
});

const open = (path = '/seat', protocol: string | string[] = 'callstation.v1', options: ClientOptions = {}): WebSocket =>
  new WebSocket(url + path, protocol, options);
const status = async (socket: WebSocket): Promise<number | undefined> => {
  const [error] = (await once(socket, 'error')) as [Error];
  return Number(/Unexpected server response: (\d+)/u.exec(error.message)?.[1]);
};
const hello = encodeRequest({ id: 1, method: 'hello', params: { token: 'app/alice', pageId: 'p1', visible: true } });

describe('the control socket', () => {
  it('speaks callstation.v1 and answers hello', async () => {
    const socket = open('/seat', ['other', 'callstation.v1']);
    await once(socket, 'open');
    expect(socket.protocol).toBe('callstation.v1');
    socket.send(hello);
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(String(answer))).toMatchObject({ id: 1, result: { seq: 0 } });
    socket.close();
    await once(socket, 'close');
  });

  it.each([
    ['another subprotocol', '/seat', ['sip'], {}, 400],
    ['no subprotocol', '/seat', [], {}, 400],
    ['another path', '/elsewhere', 'callstation.v1', {}, 404],
    ['a path of a prototype', '/__proto__', 'callstation.v1', {}, 404],
  ])('refuses %s', async (_, path, protocol, options, expected) => {
    expect(await status(open(path, protocol, options))).toBe(expected);
    expect(bench.control.debug().pages).toBe(0);
  });

  it.each([
    ['null', 'app/alice/app', 'result'],
    ['file://', 'app/alice/app', 'result'],
    ['null', 'app/alice', 4403],
    ['file://', 'app/alice', 4403],
    ['https://crm.example', 'app/alice/app', 'result'],
    ['https://evil.example', 'app/alice/app', 'foreign'],
    ['https://evil.example', 'no token at all', 'foreign'],
    ['https://null', 'app/alice/app', 'foreign'],
    ['null.example', 'app/alice/app', 'foreign'],
    ['file://evil.example', 'app/alice/app', 'foreign'],
  ])('from the origin %s, with the token %s: %s', async (origin, token, expected) => {
    const socket = open('/seat', 'callstation.v1', { origin });
    await once(socket, 'open');
    socket.send(encodeRequest({ id: 1, method: 'hello', params: { token, pageId: 'p1', visible: true } }));
    const [answer] = (await once(socket, 'message')) as [Buffer];
    const said = JSON.parse(String(answer)) as { result?: object; error?: { data: unknown } };
    if (expected === 'result') {
      expect(said.result).toMatchObject({ seq: 0 });
      socket.terminate();
      return;
    }
    const words = expected === 'foreign' ? `takes no pages of ${origin}. Add it` : 'needs a token of the audience app';
    const message = expect.stringContaining(words) as string;
    expect(said.error?.data).toMatchObject({ code: 'forbidden', retryable: false, message });
    const [code] = (await once(socket, 'close')) as [number];
    expect([code, bench.control.debug().pages, bench.sip]).toEqual([4403, 0, []]);
  });

  it('keeps a page without an origin to tokens for such a one', async () => {
    const socket = open('/seat', 'callstation.v1', { origin: 'null' });
    await once(socket, 'open');
    socket.send(
      encodeRequest({ id: 1, method: 'hello', params: { token: 'app/alice/app', pageId: 'p1', visible: true } }),
    );
    await once(socket, 'message');
    socket.send(encodeRequest({ id: 2, method: 'refreshToken', params: { token: 'app/alice' } }));
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(String(answer))).toMatchObject({ id: 2, error: { data: { code: 'forbidden' } } });
    socket.terminate();
  });

  it('lets in the origins of the list and its own', async () => {
    for (const origin of ['https://crm.example', url.replace('ws:', 'http:')]) {
      const socket = open('/seat', 'callstation.v1', { origin });
      await once(socket, 'open');
      expect(socket.readyState).toBe(WebSocket.OPEN);
      socket.terminate();
    }
  });

  it.each([
    ['a frame over 64 KiB', 1009, (socket: WebSocket) => socket.send('x'.repeat(65_537))],
    [
      'fragments over 64 KiB',
      1009,
      (socket: WebSocket) => {
        for (let i = 0; i < 70; i++) socket.send('x'.repeat(1024), { fin: false });
      },
    ],
    ['bad UTF-8', 1007, (socket: WebSocket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false })],
    ['a binary frame', 4400, (socket: WebSocket) => socket.send(Buffer.from('{}'))],
    ['text that is no JSON, first of all', 4400, (socket: WebSocket) => socket.send('{')],
    [
      'a request before hello',
      4401,
      (socket: WebSocket) => socket.send(encodeRequest({ id: 1, method: 'bye', params: {} })),
    ],
  ])('closes on %s', async (_, expected, act) => {
    const socket = open();
    await once(socket, 'open');
    act(socket);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(expected);
    expect(bench.centre.log).toEqual([]);
  });

  it('survives half a handshake, and raw bytes', async () => {
    const port = (http.address() as AddressInfo).port;
    for (const text of [
      'GET /seat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: callstation.v1\r\n\r\n',
      'GET /seat HTTP/1.1\r\nHost: x\r\nUpgrade: nonsense\r\nConnection: Upgrade\r\n\r\n',
      '\u0000\u0001\u0002\r\n\r\n',
    ]) {
      const raw = connectTcp(port, '127.0.0.1');
      raw.setEncoding('utf8').write(text);
      const [answer] = (await once(raw, 'data')) as [string];
      expect(answer).toContain(' 400 ');
      raw.destroy();
    }
    const socket = open();
    await once(socket, 'open');
    socket.terminate();
  });
});
