import { once } from 'node:events';
import { createFakeLogger } from '@callstation/testkit';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { defaultConfig } from './config/index.ts';
import { demoApp } from './engine/app-config.ts';
import { createServer, type Server } from './server.ts';
import { openPage, openSocket, type WireSocket } from './switch/testing/wire-page.ts';

let server: Server;
let url = '';
const logger = createFakeLogger();
const open: WebSocket[] = [];
/** Commands are remembered per agent, over all their pages. */
let commands = 0;
const nextId = (): string => `command-${++commands}`;
beforeAll(async () => {
  server = createServer(defaultConfig({ demo: true, host: '127.0.0.1', port: 0 }), { logger });
  ({ url } = await server.start());
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate();
});
afterAll(() => server.stop());

async function page(agent: string): ReturnType<typeof openPage> {
  const opened = await openPage(url, agent);
  open.push(opened.socket);
  return opened;
}

const now = (): number => Math.floor(Date.now() / 1000);
const tokenOf = (
  agent: string,
  { secret = demoApp.secret, app = 'demo', exp = now() + 600, claims = {} } = {},
): Promise<string> =>
  new SignJWT({ app, name: agent, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(agent)
    .setExpirationTime(exp)
    .sign(new TextEncoder().encode(secret));
const unsigned = (agent: string): string =>
  new UnsecuredJWT({ app: 'demo' })
    .setSubject(agent)
    .setExpirationTime(now() + 600)
    .encode();

/** The agents the centre knows of, as a colleague is told. */
async function known(): Promise<string[]> {
  const answer = await (await page('sam')).ask('directory.agents', {});
  return answer.kind === 'result' ? (answer.result as { id: string }[]).map(({ id }) => id) : [];
}

describe('a token', () => {
  it('that is right opens the seat of its agent', async () => {
    const socket = await openSocket(url);
    open.push(socket.socket);
    const token = await tokenOf('grace');
    const hello = await socket.ask('hello', { token, pageId: 'page-grace', visible: true });
    expect(hello).toMatchObject({ kind: 'result', result: { state: { agent: { id: 'grace' } } } });
    expect(await known()).toContain('grace');
  });

  it.each([
    ['expired', 'tokenExpired', () => tokenOf('eve', { exp: now() - 3600 })],
    ['signed with another secret', 'unauthorized', () => tokenOf('eve', { secret: 'x'.repeat(40) })],
    ['of another app', 'unauthorized', () => tokenOf('eve', { app: 'other' })],
    ['good for two days', 'unauthorized', () => tokenOf('eve', { exp: now() + 2 * 86_400 })],
    ['not signed', 'unauthorized', async () => unsigned('eve')],
    ['no token', 'unauthorized', async () => 'eyJhbGciOiJIUzI1NiJ9.e30.'],
  ])('that is %s is refused as %s, and the socket is closed', async (_, code, mint) => {
    const { socket, ask } = await openSocket(url);
    open.push(socket);
    const closed = once(socket, 'close');
    const token = await mint();
    expect(await ask('hello', { token, pageId: 'page-eve', visible: true })).toMatchObject({ error: { code } });
    expect((await closed)[0]).toBe(4401);
    expect(await known()).not.toContain('eve');
    expect(JSON.stringify(logger.lines)).not.toContain(token);
  });

  it('that says so is renewed on the socket it signed in on, and the fresh one signs in', async () => {
    const minted = await tokenOf('alice', { claims: { renew: true } });
    const [first, next, plain] = await Promise.all([openSocket(url), openSocket(url), page('alice')]);
    open.push(first.socket, next.socket);
    await first.ask('hello', { token: minted, pageId: 'page-1', visible: true });
    const answer = await first.ask('renewToken', {});
    const { token } = (answer.kind === 'result' ? answer.result : {}) as { token: string };
    expect(decodeJwt(token)).toMatchObject({ sub: 'alice', app: 'demo', renew: true });
    expect(decodeJwt(token).exp).toBeGreaterThan(now() + 86_000);
    expect(await next.ask('hello', { token, pageId: 'page-2', visible: true })).toMatchObject({ kind: 'result' });
    expect(await plain.ask('renewToken', {})).toMatchObject({ error: { code: 'forbidden' } });
    expect(JSON.stringify(logger.lines)).not.toContain(token);
  });

  it('that is refused on refresh leaves the seat as it was', async () => {
    const { ask } = await page('alice');
    const expired = await tokenOf('alice', { exp: now() - 3600 });
    expect(await ask('refreshToken', { token: expired })).toMatchObject({ error: { code: 'tokenExpired' } });
    expect(await ask('refreshToken', { token: await tokenOf('bob') })).toMatchObject({ error: { code: 'forbidden' } });
    expect(await ask('directory.skillGroups', {})).toMatchObject({ kind: 'result' });
  });
});

describe('the SIP socket', () => {
  const enter = async (path: string): Promise<number> => {
    const socket = new WebSocket(url.replace('http', 'ws') + path, 'sip');
    open.push(socket);
    return new Promise((resolve) => {
      socket.once('open', () => resolve(101));
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
    });
  };

  it('opens once with a ticket: used, it is 401 as one that never was; no log holds it', async () => {
    const { hello } = await page('alice');
    const path = hello.sip?.url ?? '';
    expect(path).toMatch(/^\/sip\?ticket=\w{16,}$/u);
    expect(await enter(path)).toBe(101);
    expect(await enter(path)).toBe(401);
    expect(await enter('/sip?ticket=0123456789abcdef')).toBe(401);
    expect(await enter('/sip')).toBe(401);
    const log = JSON.stringify(logger.lines);
    for (const ticket of [path.split('=')[1] ?? '', '0123456789abcdef']) expect(log).not.toContain(ticket);
  });
});

describe('a number', () => {
  const dial = (at: WireSocket, number: string) => at.ask('call.dial', { to: { number } }, nextId());
  const customers = async (): Promise<unknown[]> => (await (await fetch(`${url}/dev/customers`)).json()) as unknown[];

  it.each([
    ['tel:10002', '10002'],
    ['TEL:10002;isub=1', '10002'],
    ['tel:+86-138-0013-8000', '+8613800138000'],
    ['tel:138-0013-8000;phone-context=+86', '+8613800138000'],
    ['１０００２', '10002'],
  ])('as %s is dialled as %s', async (text, number) => {
    const at = await page('bob');
    const answer = await dial(at, text);
    expect(answer).toMatchObject({ kind: 'result' });
    const { sessionId } = (answer as { result: { sessionId: string } }).result;
    const session = await at.until(() => at.sessions().find(({ id }) => id === sessionId));
    expect(session).toMatchObject({ peer: { number } });
    await at.ask('call.hangup', { sessionId }, nextId());
    await at.until(() => at.sessions().find(({ id, phase }) => id === sessionId && phase === 'ended'));
  });

  it('that is none is refused, and nothing has begun', async () => {
    const at = await page('carol');
    const before = (await customers()).length;
    const wrong = [
      '1\r\nVia: x',
      'x'.repeat(10_240),
      '1'.repeat(10_240),
      '\u0000',
      ' ',
      'sip:eve@evil.example',
      'tel:',
      'tel:eve',
      `tel:${'1'.repeat(10_240)}`,
      '١٠٠٠٢',
      '१०००२',
      '𝟏𝟎𝟎𝟎𝟐',
      '¹⁰⁰⁰²',
      '10002\u202e',
    ];
    for (const number of wrong) expect(await dial(at, number)).toMatchObject({ error: { code: 'invalidArgument' } });
    expect(at.sessions()).toEqual([]);
    expect(await customers()).toHaveLength(before);
    expect((await page('carol')).hello.state?.sessions).toEqual([]);
  });
});

describe('digits', () => {
  it('of another script, too many or none are refused, and the customer gets none', async () => {
    const at = await page('carol');
    const { result } = (await at.ask('call.dial', { to: { number: '10003' } }, nextId())) as {
      result: { sessionId: string };
    };
    const { sessionId } = result;
    const wrong = ['', '1'.repeat(65), '1'.repeat(10_240), '１', '١', '𝟏', '1\r\n', 'E', '1 2'];
    for (const digits of wrong)
      expect(await at.ask('call.sendDigits', { sessionId, digits }, nextId())).toMatchObject({
        error: { code: 'invalidArgument' },
      });
    const [customer] = (await (await fetch(`${url}/dev/customers?number=10003`)).json()) as { digits: string }[];
    expect(customer?.digits).toBe('');
    await at.ask('call.hangup', { sessionId }, nextId());
  });
});
