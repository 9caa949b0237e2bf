import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openStore } from '../packages/server/src/store/open-store.ts';
import type { Store } from '../packages/server/src/store/store.ts';
import { openPage } from '../packages/server/src/switch/testing/wire-page.ts';
import { startBrowser } from './harness/browser.ts';
import { type Centre, startCentre } from './harness/centre.ts';
import { bundleDesk } from './harness/desk-folder.ts';
import { type Desk, openDesk } from './harness/desk.ts';
import { type Network, openNetwork } from './harness/network.ts';
import { VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

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
  startCentre(network, [...served.flags, '--store', `file:${path}`, '--port', port, '--log-level', 'warn']);

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

/** What is in the file, read once nobody uses it. */
async function read<T>(look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ kind: 'file', path }, () => undefined);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

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
    const carol = await openPage(url, 'carol');
    const dialled = await carol.ask('call.dial', { to: { number: '10001' } }, 'dial-once');
    expect(dialled).toMatchObject({ kind: 'result', result: { sessionId: expect.any(String) as string } });

    await centre.kill();
    carol.socket.terminate();
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

    const again = await openPage(url, 'carol');
    const repeated = await again.ask('call.dial', { to: { number: '10001' } }, 'dial-once');
    expect((repeated as { result?: unknown }).result).toEqual((dialled as { result?: unknown }).result);
    const [{ id: later }] = [await talk(centre, desks)];
    again.socket.terminate();
    await centre.stop();
    centre = null;

    const records = await read((store) => store.sessions.list('demo'));
    const dial = (dialled as { result: { sessionId: string } }).result.sessionId;
    expect(records.map(({ id }) => id).toSorted()).toEqual([...calls.map(({ id }) => id), dial, later].toSorted());
    for (const { id, desk } of calls) {
      const record = records.find((one) => one.id === id);
      expect(record).toMatchObject({ state: 'over', end: { reason: 'systemError', by: 'system' } });
      expect(record?.engagements.filter(({ agent, answeredAt }) => agent === desk.agent && answeredAt)).toHaveLength(1);
    }
    for (const { createdAt, endedAt, beforeMs, queueMs, ringMs, talkMs, holdMs, engagements } of records) {
      expect(beforeMs + queueMs + ringMs + talkMs + holdMs).toBe((endedAt ?? 0) - createdAt);
      for (const part of engagements)
        expect(part.ringMs + part.talkMs + part.holdMs + part.wrapMs).toBe((part.doneAt ?? 0) - part.offeredAt);
    }
    const activity = await read((store) => store.events.agentActivity('demo'));
    for (const agent of ['alice', 'bob', 'carol']) {
      const theirs = activity.filter((one) => one.agent === agent);
      expect(theirs.filter(({ to, reason }) => to === 'offline' && reason === 'restart')).toHaveLength(1);
      expect(theirs.at(-1)?.to).toBe('offline');
      theirs.slice(1).forEach((one, at) => expect(one.from).toBe(theirs[at]?.to));
    }
  }, 120_000);
});
