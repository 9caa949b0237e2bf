import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { bundleDesk } from './harness/desk-folder.ts';
import { type Desk, openDesk } from './harness/desk.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

const KEY = 'callstation-demo-secret-not-for-production';
const CALLER = { steps: [{ do: 'answer' }, { do: 'tone', hz: VOICES.customer, ms: 3_600_000 }] };

const folder = mkdtempSync(join(tmpdir(), 'callstation-kill-'));
const path = join(folder, 'centre.db');
let network: Network;
let browser: Browser;
let served: Awaited<ReturnType<typeof bundleDesk>>;
let centre: Centre | null = null;

beforeAll(async () => {
  network = await openNetwork('this machine');
  served = await bundleDesk();
  browser = await startBrowser(network);
});
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
  await network?.close();
  served?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const start = (port = '0'): Promise<Centre> =>
  startCentre(network, [...served.flags, '--store', `file:${path}`, '--port', port]);

/** A customer calls, and whoever is rung takes the call. */
async function talk(at: Centre, desks: readonly Desk[]): Promise<{ id: string; desk: Desk }> {
  await at.post('/dev/customers', { scenario: CALLER });
  let rung: { id: string; desk: Desk } | undefined;
  await until('somebody to be rung', async () => {
    for (const desk of desks) {
      const offered = (await desk.show()).sessions.find(({ phase }) => phase === 'offered');
      if (offered) rung = { id: offered.id, desk };
    }
    return rung !== undefined;
  });
  if (rung === undefined) throw new Error('nobody');
  const { id, desk } = rung;
  await desk.call('answer', id);
  await desk.until('the call to be active', (call) => call.id === id && call.phase === 'active');
  return rung;
}

type Row = Record<string, string | number | null>;
interface Sqlite {
  prepare(text: string): { all(values: unknown[]): Row[] };
  close(): void;
}
type OpenSqlite = new (path: string) => Sqlite;

/** What is in a table of the file, as an operator reads it. */
function rows(table: string, order: string): Row[] {
  const Open = createRequire(new URL('../packages/server/package.json', import.meta.url))('libsql') as OpenSqlite;
  const database = new Open(path);
  try {
    return database.prepare(`select * from ${table} where app = 'demo' order by ${order}`).all([]);
  } finally {
    database.close();
  }
}

/** Dials with a command id of its own from a page that was opened for it; the answer as it came. */
async function dialOnce(at: Centre, commandId: string): Promise<unknown> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${at.url}/healthz`);
  const answer = await page.evaluate(async (id) => {
    const body = JSON.stringify({ agent: 'carol' });
    const headers = { 'content-type': 'application/json' };
    const { token } = (await (await fetch('/dev/tokens', { method: 'POST', headers, body })).json()) as {
      token: string;
    };
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/seat`, 'callstation.v1');
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const ask = (request: { id: number; method: string; params: object; commandId?: string }): Promise<unknown> =>
      new Promise((resolve) => {
        socket.addEventListener('message', ({ data }) => {
          const said = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: unknown };
          if (said.id === request.id) resolve(said.result ?? said.error);
        });
        socket.send(JSON.stringify({ jsonrpc: '2.0', ...request }));
      });
    await ask({ id: 1, method: 'hello', params: { token, pageId: `carol-${id}`, visible: true } });
    return ask({ id: 2, method: 'call.dial', params: { to: { number: '10001' } }, commandId: id });
  }, commandId);
  await context.close();
  return answer;
}

const isLike = (one: object | null, like: object): boolean =>
  Object.entries(like).every(([key, value]) =>
    Object.entries(one ?? {}).some(([name, has]) => name === key && has === value),
  );

describe('the server is killed in the middle of calls', () => {
  it('F13: pages are back within 10 s, records are whole, none is doubled, a repeated command is answered once', async () => {
    centre = await start();
    const { url } = centre;
    const port = new URL(url).port;
    const desks = [
      await openDesk(browser, url, 'alice', { hz: VOICES.alice }),
      await openDesk(browser, url, 'bob', { hz: VOICES.bob }),
    ];
    const calls = [await talk(centre, desks), await talk(centre, desks)];
    expect(new Set(calls.map(({ desk }) => desk.agent))).toEqual(new Set(['alice', 'bob']));
    const dialled = await dialOnce(centre, 'dial-once');
    expect(dialled).toMatchObject({ sessionId: expect.any(String) as string });

    await centre.kill();
    centre = await start(port);
    const since = Date.now();
    for (const desk of desks)
      await until(
        `${desk.agent} to be back`,
        async () => {
          const { page, agent, sessions } = await desk.show();
          return page.connection.state === 'ready' && agent?.status === 'idle' && sessions.length === 0;
        },
        () => desk.show(),
        10_000,
      );
    expect(Date.now() - since).toBeLessThanOrEqual(10_000);

    expect(await dialOnce(centre, 'dial-once')).toEqual(dialled);
    const { id: later } = await talk(centre, desks);
    await centre.stop();
    centre = null;

    const sessions = rows('session', 'created_at');
    const { sessionId: dial } = dialled as { sessionId: string };
    const all = [...calls.map(({ id }) => id), dial, later];
    expect(sessions.map(({ id }) => String(id)).toSorted()).toEqual(all.toSorted());
    const parts = rows('engagement', 'offered_at');
    for (const { id, desk } of calls) {
      const session = sessions.find((one) => one['id'] === id);
      expect(session).toMatchObject({ state: 'over', end_reason: 'systemError', end_by: 'system' });
      expect(parts.filter((part) => part['session_id'] === id && part['answered_at'] !== null)).toMatchObject([
        { agent: desk.agent, state: 'done', end_reason: 'systemError' },
      ]);
    }
    const sum = (row: Row, columns: readonly string[]): number =>
      columns.reduce((total, column) => total + Number(row[`${column}_ms`]), 0);
    for (const row of sessions)
      expect(sum(row, ['before', 'queue', 'ring', 'talk', 'hold'])).toBe(
        Number(row['ended_at']) - Number(row['created_at']),
      );
    for (const row of parts)
      expect(sum(row, ['ring', 'talk', 'hold', 'wrap'])).toBe(Number(row['done_at']) - Number(row['offered_at']));
    for (const agent of ['alice', 'bob', 'carol']) {
      const theirs = rows('agent_activity', 'seq').filter((one) => one['agent'] === agent);
      expect(theirs.filter((one) => one['to_status'] === 'offline' && one['reason'] === 'restart').length).toBe(1);
      expect(theirs.at(-1)?.['to_status']).toBe('offline');
      theirs.slice(1).forEach((one, at) => expect(one['from_status']).toBe(theirs[at]?.['to_status']));
    }
  }, 240_000);

  it('F13: who was on a break or not ready still is, and outgoing calls that were stopped stay so', async () => {
    centre = await start();
    const { url } = centre;
    const stop = async (stopped?: boolean): Promise<unknown> => {
      const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
      const put = stopped === undefined ? {} : { method: 'PUT', body: JSON.stringify({ stopped }) };
      return (await fetch(`${url}/v1/dialling`, { headers, ...put })).json();
    };
    const desks = [
      await openDesk(browser, url, 'alice', { hz: VOICES.alice }),
      await openDesk(browser, url, 'bob', { hz: VOICES.bob }),
    ] as const;
    await desks[0].self('setStatus', { status: 'break', reason: 'lunch' });
    await desks[1].self('setStatus', 'not-ready');
    expect(await stop(true)).toEqual({ stopped: true, alarms: [] });
    // What an agent chose is written behind them; a command that is answered is not always in the store yet.
    await until(
      'the choices to be kept',
      async () => {
        const kept = rows('setting', 'id').map(({ value }) => String(value));
        return kept.some((one) => one.includes('lunch')) && kept.some((one) => one.includes('not-ready'));
      },
      async () => rows('setting', 'id'),
    );

    await centre.kill();
    centre = await start(new URL(url).port);
    for (const [desk, status] of [
      [desks[0], { status: 'break', reason: 'lunch' }],
      [desks[1], { status: 'not-ready', why: 'agent' }],
    ] as const)
      await until(
        `${desk.agent} to be back as ${status.status}`,
        async () => {
          const { page, agent } = await desk.show();
          return page.connection.state === 'ready' && isLike(agent, status);
        },
        () => desk.show(),
        10_000,
      );
    expect(await stop()).toEqual({ stopped: true, alarms: [] });
    await expect(desks[0].call('dial', { to: '13900001111' })).rejects.toThrow('policyBlocked');
    expect(await stop(false)).toEqual({ stopped: false, alarms: [] });
    await centre.stop();
    centre = null;
  }, 120_000);
});
