import type { SipAccount } from '@callstation/core/protocol';
import { createFakeLogger } from '@callstation/testkit';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig } from './config/index.ts';
import { demoApp } from './engine/app-config.ts';
import { createServer, type Server } from './server.ts';
import { PagePhone } from './switch/testing/page-phone.ts';
import { openSocket, type WireSocket } from './switch/testing/wire-page.ts';

let server: Server;
let url = '';
const logger = createFakeLogger();
const open: { socket: { terminate(): void }; phone: PagePhone }[] = [];
let commands = 0;
beforeAll(async () => {
  server = createServer(defaultConfig({ demo: true, host: '127.0.0.1', port: 0 }), { logger });
  ({ url } = await server.start());
}, 30_000);
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ socket, phone }) => (socket.terminate(), phone.close())));
});
afterAll(() => server.stop());

const SUPERVISOR = ['dial', 'supervise', 'intercept', 'board'];
const tokenOf = (agent: string, rights: readonly string[], audience = 'callstation'): Promise<string> =>
  new SignJWT({ app: 'demo', name: agent, rights, aud: audience })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(agent)
    .setExpirationTime(Math.floor(Date.now() / 1000) + 600)
    .sign(new TextEncoder().encode(demoApp.secret));

/** A page with its sound. */
async function sit(agent: string, rights: readonly string[]): Promise<WireSocket> {
  const page = await openSocket(url);
  const token = await tokenOf(agent, rights);
  const hello = await page.ask('hello', { token, pageId: `page-${agent}`, visible: true });
  if (hello.kind !== 'result') throw new Error(JSON.stringify(hello));
  page.socket.on('message', (data) => {
    const ping = /"method":"ping","params":\{"ping":(\d+)/u.exec(String(data).slice(0, 200))?.[1];
    if (ping !== undefined) void page.ask('alive', { ping: Number(ping) });
  });
  const account = await page.ask('sipAccount', {});
  const phone = new PagePhone(url.replace('http', 'ws'), (account as unknown as { result: SipAccount }).result);
  open.push({ socket: page.socket, phone });
  await phone.connect();
  expect(await phone.register()).toBe(200);
  return page;
}
const next = (): string => `abuse-${++commands}`;
const codeOf = (answer: unknown): unknown => (answer as { error?: { code: string } }).error?.code ?? 'allowed';
const ask = async (page: WireSocket, ...[method, params]: Parameters<WireSocket['ask']>): Promise<unknown> =>
  codeOf(await page.ask(method, params, next()));
/** The newest of a page's sessions. */
const newest = (page: WireSocket) => page.sessions().at(-1);

async function inCall(page: WireSocket): Promise<string> {
  const answer = await page.ask('call.dial', { to: { number: '10001' } }, next());
  const { sessionId } = (answer as { result: { sessionId: string } }).result;
  await page.until(() => page.sessions().find(({ id, phase }) => id === sessionId && phase === 'active'));
  return sessionId;
}

describe('X24: supervision over the wire', () => {
  it('without the right: refused at once; with it taken away by a new token: over within a second', async () => {
    const [alice, sam] = [await sit('alice', ['dial']), await sit('sam', ['dial'])];
    const session = await inCall(alice);
    for (const method of [
      'supervisor.listen',
      'supervisor.whisper',
      'supervisor.barge',
      'supervisor.intercept',
    ] as const) {
      const began = performance.now();
      const answer = await ask(sam, method, { agent: 'alice', session, sessionId: session } as never);
      expect([method, answer]).not.toContain('allowed');
      expect(performance.now() - began).toBeLessThan(1000);
    }
    expect(await ask(sam, 'supervisor.listen', { agent: 'alice', session })).toBe('forbidden');
    expect(await ask(sam, 'board.watch', { on: true })).toBe('forbidden');
    for (const mode of ['listen', 'whisper', 'barge'] as const) {
      await sam.ask('refreshToken', { token: await tokenOf('sam', SUPERVISOR) });
      expect(await ask(sam, 'supervisor.listen', { agent: 'alice', session })).toBe('allowed');
      await sam.until(() => (newest(sam)?.phase === 'active' ? true : undefined));
      if (mode !== 'listen') expect(await ask(sam, `supervisor.${mode}`, { sessionId: session })).toBe('allowed');
      await sam.until(() => {
        const call = newest(sam);
        return call?.phase === 'active' && call.kind !== 'im' && call.supervises?.mode === mode ? call : undefined;
      });
      const token = await tokenOf('sam', ['dial']);
      const taken = performance.now();
      await sam.ask('refreshToken', { token });
      const over = await sam.until(() =>
        sam
          .sessions()
          .slice(-1)
          .find(({ phase }) => phase === 'ended'),
      );
      expect(over).toMatchObject({ role: 'supervisor', end: { reason: 'policyBlocked' } });
      expect(performance.now() - taken).toBeLessThan(1000);
      expect(await ask(sam, 'supervisor.barge', { sessionId: session })).not.toBe('allowed');
      expect(await ask(sam, 'supervisor.listen', { agent: 'alice', session })).toBe('forbidden');
    }
    // The agent's call has gone on.
    expect(newest(alice)?.phase).toBe('active');
    expect(await ask(alice, 'call.hangup', { sessionId: session })).toBe('allowed');
  }, 30_000);
});

describe('a page without a web origin', () => {
  const hello = async (origin: string, audience: string): Promise<unknown> => {
    const page = await openSocket(url, origin);
    open.push({ socket: page.socket, phone: { close: () => undefined } as unknown as PagePhone });
    const token = await tokenOf('carol', ['dial'], audience);
    const answer = await page.ask('hello', { token, pageId: `page-${origin}-${audience}`, visible: true });
    return answer.kind === 'result' ? answer.result : codeOf(answer);
  };
  const sipSocket = (result: unknown, origin: string): Promise<unknown> =>
    new Promise((resolve) => {
      const { sip } = result as { sip: SipAccount };
      const socket = new WebSocket(url.replace('http', 'ws') + sip.url, 'sip', { origin });
      socket.on('open', () => (socket.terminate(), resolve('open')));
      socket.on('unexpected-response', (_, { statusCode }) => (socket.terminate(), resolve(statusCode)));
      socket.on('error', () => undefined);
    });

  it('is let in by a token of the audience app, to both sockets, and by no other', async () => {
    const app = await hello('null', 'app');
    expect(app).toMatchObject({ epoch: expect.any(String) as string });
    expect(await sipSocket(app, 'null')).toBe('open');
    expect(await hello('null', 'callstation')).toBe('forbidden');
    const web = await hello(url, 'callstation');
    expect(await sipSocket(web, 'null')).toBe(403);
  });
});

describe('X26: keys from a page', () => {
  it('that are none, or too many, are refused; the call goes on', async () => {
    const bob = await sit('bob', ['dial']);
    const sessionId = await inCall(bob);
    const bad = ['', '5'.repeat(65), '5'.repeat(10_000), 'E', '5 5', '５', '5\r\n', '\0', '-1', ','.repeat(11), 'w5'];
    for (const digits of [...bad, 5, null, ['5'], { length: 1 }])
      expect([digits, await ask(bob, 'call.sendDigits', { sessionId, digits } as never)]).toEqual([
        digits,
        'invalidArgument',
      ]);
    expect(await ask(bob, 'call.sendDigits', { sessionId, digits: '0123456789*#ABCD' })).toBe('allowed');
    expect(await ask(bob, 'call.sendDigits', { sessionId, digits: `5${',5'.repeat(2)}` })).toBe('allowed');
    // Ten seconds of pauses at once: what waits is bounded, and so is what is refused.
    const flood = Array.from({ length: 40 }, () => ask(bob, 'call.sendDigits', { sessionId, digits: ',' }));
    const answers = await Promise.all(flood);
    expect(answers.filter((code) => code === 'allowed')).toHaveLength(16);
    expect(answers.filter((code) => code === 'rateLimited')).toHaveLength(24);
    expect(newest(bob)?.phase).toBe('active');
    expect(await ask(bob, 'call.hangup', { sessionId })).toBe('allowed');
  }, 30_000);
});
