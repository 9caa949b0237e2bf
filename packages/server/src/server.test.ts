import { once } from 'node:events';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { request } from 'node:https';
import { createFakeLogger } from '@callstation/testkit';
import {
  decodeResult,
  decodeServerMessage,
  encodeRequest,
  isCommand,
  PROTOCOL_NAME,
  type Method,
  type Params,
  type ServerMessage,
} from '@callstation/core/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makeCertificate } from './cli/make-certificate.ts';
import { defaultConfig, type ServerConfig } from './config/index.ts';
import { createServer, type Server } from './server.ts';

let server: Server | null = null;
const logger = createFakeLogger();
afterEach(() => server?.stop());

async function start(given: Partial<ServerConfig> = {}): Promise<string> {
  server = createServer(defaultConfig({ demo: true, host: '127.0.0.1', port: 0, ...given }), { logger });
  return (await server.start()).url;
}

/** A page in few lines, on the real wire. */
async function openPage(url: string, agent: string) {
  const answer = await fetch(`${url}/dev/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent }),
  });
  const { token } = (await answer.json()) as { token: string };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/seat`, PROTOCOL_NAME);
  const heard: ServerMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    const message = decodeServerMessage(String(data));
    if (!message.ok) throw new Error(`the centre sent rubbish: ${String(data)}`);
    heard.push(message.value);
    for (const look of waiting) look();
  });
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  await once(socket, 'open');
  let id = 0;
  const ask = <M extends Method>(
    method: M,
    params: Params<M>,
    commandId = `c${agent}${id}`,
  ): Promise<ServerMessage> => {
    const mine = ++id;
    socket.send(encodeRequest({ id: mine, method, params, ...(isCommand(method) ? { commandId } : {}) }));
    return until(() => heard.find((one) => (one.kind === 'result' || one.kind === 'error') && one.id === mine));
  };
  const hello = await ask('hello', { token, pageId: `page-${agent}`, visible: true });
  const result = decodeResult('hello', hello.kind === 'result' ? hello.result : null);
  if (!result.ok) throw new Error(result.error.message);
  const sessions = () =>
    heard.flatMap((one) => (one.kind === 'update' && one.update?.type === 'session' ? [one.update.session] : []));
  return { socket, ask, until, hello: result.value, heard, sessions };
}

describe('the whole server', () => {
  it('signs a page in, rings it for a customer, and ends well', async () => {
    const url = await start({ basePath: '/phone' });
    expect(url).toMatch(/^http:\/\/localhost:\d+\/phone$/u);
    const page = await openPage(url, 'alice');
    expect(page.hello.state?.agent).toMatchObject({ id: 'alice', name: 'Alice', status: 'idle' });
    expect(page.hello.sip?.url).toMatch(/^\/phone\/sip\?/u);
    const created = await fetch(`${url}/dev/customers`, { method: 'POST' });
    expect(created.status).toBe(201);
    const offered = await page.until(() => page.sessions().find(({ phase }) => phase === 'offered'));
    expect(offered).toMatchObject({ kind: 'phone', direction: 'in', context: { flow: 'in' } });
    expect(await page.ask('call.reject', { sessionId: offered.id })).toMatchObject({ kind: 'result' });
    const gone = once(page.socket, 'close');
    await server?.stop();
    expect((await gone)[0]).toBe(4503);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('dials once for a command sent twice, and refuses garbage by code', async () => {
    const page = await openPage(await start(), 'bob');
    const before = page.heard.length;
    const [first, second] = await Promise.all([
      page.ask('call.dial', { to: { number: '10002' } }, 'same'),
      page.ask('call.dial', { to: { number: '10002' } }, 'same'),
    ]);
    expect(first).toMatchObject({ kind: 'result', result: { sessionId: expect.any(String) as string } });
    expect((second as { result?: unknown }).result).toEqual((first as { result?: unknown }).result);
    await page.until(() => page.sessions().find(({ phase }) => phase === 'ended'));
    expect(new Set(page.sessions().map(({ id }) => id)).size).toBe(1);
    expect(page.heard.length).toBeGreaterThan(before);
    for (const number of ['1\r\nVia: x', 'x'.repeat(10_240), '\u0000', ' ', 'sip:eve@evil.example', '١٢٣٤'])
      expect(await page.ask('call.dial', { to: { number } })).toMatchObject({ error: { code: 'invalidArgument' } });
    for (const sessionId of ['none', '__proto__', 'x'.repeat(120)])
      expect(await page.ask('call.hangup', { sessionId })).toMatchObject({ error: { code: 'notFound' } });
    page.socket.terminate();
  });

  it('routes the SIP socket to the switch, which wants a ticket, and logs no ticket', async () => {
    const url = await start();
    for (const path of ['/sip', '/sip?ticket=0123456789abcdef']) {
      const socket = new WebSocket(url.replace('http', 'ws') + path, 'sip');
      const [error] = (await once(socket, 'error')) as [Error];
      expect(error.message).toMatch(/40[13]/u);
    }
    expect(JSON.stringify(logger.lines)).not.toContain('0123456789abcdef');
  });

  it('says in one line that the port is taken, and leaves nothing behind', async () => {
    const other = createTcp().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({
      name: 'ConfigError',
      message: `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    });
    other.close();
  });

  it('refuses demo secrets in production before anything starts', () => {
    const { tenants } = defaultConfig({ demo: true });
    expect(() => createServer(defaultConfig({ tenants }))).toThrow(/demo secret/u);
    expect(() => createServer(defaultConfig())).toThrow(/No app/u);
  });

  it('speaks HTTPS with a certificate made on the spot', async () => {
    const tls = await makeCertificate([]);
    const url = await start({ tls });
    expect(url).toMatch(/^https:/u);
    const port = Number(new URL(url).port);
    const asked = request({ host: '127.0.0.1', port, path: '/healthz', ca: tls.cert, servername: 'localhost' });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [{ statusCode?: number; resume(): void }];
    answer.resume();
    expect(answer.statusCode).toBe(200);
  });
});
