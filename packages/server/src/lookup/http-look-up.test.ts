import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeClock, createFakeLogger, createFakeRandom } from '@callstation/testkit';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { createPost } from '../outgoing/post.ts';
import { newSigningSecret } from '../outgoing/signature.ts';
import { createHttpLookUp, type LookUpConfig } from './http-look-up.ts';

const servers: Server[] = [];
const secret = newSigningSecret();
const question = {
  ...{ app: 'shop', sessionId: 's1', from: '+8613800138000', to: '4000', skillGroup: 'support', ivr: null },
} as const;

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  }
});

async function rigOf(listener: RequestListener, more: Partial<LookUpConfig> = {}) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/who`;
  const [clock, logger] = [createFakeClock(Date.now()), createFakeLogger()];
  const { lookUp, health } = createHttpLookUp({
    ...{ wall: clock, logger, random: createFakeRandom('q'), post: createPost({ clock, allowPrivate: true }) },
    apps: [{ id: 'shop', lookUps: [{ url, secret, ...more }] }, { id: 'other' }],
  });
  return { lookUp, health, clock, logger };
}

const saying = (body: unknown, status = 200): Promise<Awaited<ReturnType<typeof rigOf>>> =>
  rigOf((_req, res) => void res.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body)));

describe('a look-up over HTTP', () => {
  it('asks, signed, and gives back what is said', async () => {
    const got: unknown[] = [];
    const { lookUp, health, clock } = await rigOf((req, res) => {
      let body = '';
      req.setEncoding('utf8').on('data', (chunk) => (body += String(chunk)));
      req.on('end', () => {
        got.push(new Webhook(secret).verify(body, req.headers as Record<string, string>));
        res.end(
          JSON.stringify({
            name: ' Li\nLei ',
            priority: 5,
            agent: 'alice',
            skillGroup: 'vip',
            data: { tier: 'gold' },
            x: 1,
          }),
        );
      });
    });
    expect(await lookUp(question)).toEqual({
      ...{ name: 'Li Lei', priority: 5, agent: 'alice', skillGroup: 'vip', data: '{"tier":"gold"}' },
    });
    const { app, ...data } = question;
    expect(got).toMatchObject([{ version: 1, id: 'lookup_q1', type: 'call.lookUp', app, data }]);
    expect(health()).toEqual({ answered: 1, failed: 0 });
    expect(clock.pending).toBe(0);
  });

  it('knows nothing where nothing is said', async () => {
    expect(await (await saying('', 204)).lookUp(question)).toEqual({});
    expect(await (await saying({})).lookUp(question)).toEqual({});
    expect(await (await saying({ name: null, data: null })).lookUp(question)).toEqual({});
  });

  it.each<[string, unknown, number?]>([
    ['an error', 'no', 500],
    ['a redirect', '', 302],
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['a list', []],
    ['null', null],
    ['a number as name', { name: 7 }],
    ['a name without end', { name: 'x'.repeat(101) }],
    ['a priority out of range', { priority: 1e9 }],
    ['a priority as text', { priority: '5' }],
    ['an agent that is a path', { agent: '../../admin' }],
    ['data that is too large', { data: { x: 'x'.repeat(4096) } }],
    ['data that is a list', { data: [1] }],
    ['far too much', `{"name":"x","y":"${'y'.repeat(20_000)}"}`],
    ['nesting without end', '['.repeat(10_000)],
  ])('takes nothing from an answer with %s, and says so without repeating it', async (_what, body, status) => {
    const { lookUp, health, logger } = await saying(body, status);
    expect(await lookUp(question)).toBeNull();
    expect(health()).toEqual({ answered: 0, failed: 1 });
    expect(logger.lines).toHaveLength(1);
    expect(JSON.stringify(logger.lines)).not.toMatch(/138001|xxxx|whsec|127\.0\.0\.1|admin/u);
  });

  it('is text and nothing more', async () => {
    const { lookUp } = await saying({ name: '<b>\u001b[31mLi\u0000\u202eieL</b>', remark: '__proto__', data: {} });
    expect(await lookUp(question)).toEqual({ name: '<b> [31mLi  ieL</b>', remark: '__proto__', data: '{}' });
  });

  it('waits 500 ms over all, for an answer or the rest of one', async () => {
    for (const begin of [false, true]) {
      let came: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (came = resolve));
      const { lookUp, clock, health } = await rigOf((_req, res) => {
        if (begin) res.writeHead(200).write('{"name":', () => setTimeout(came, 20));
        else came();
      });
      const answer = lookUp(question);
      await asked;
      clock.advance(500);
      expect(await answer).toBeNull();
      expect([health(), clock.pending]).toEqual([{ answered: 0, failed: 1 }, 0]);
    }
  });

  it('asks about nobody else’s calls, and only about the numbers and IVRs it is for', async () => {
    const { lookUp } = await rigOf((_req, res) => void res.writeHead(204).end(), { numbers: ['4001'], ivrs: ['main'] });
    expect(lookUp(question)).toBeNull();
    expect(lookUp({ ...question, app: 'other', to: '4001' })).toBeNull();
    expect(await lookUp({ ...question, to: '4001' })).toEqual({});
    expect(await lookUp({ ...question, skillGroup: null, ivr: 'main' })).toEqual({});
  });
});
