import { fakeState, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { CallstationError, encodeResult } from '../../protocol/index.ts';
import { linked, offer } from './testing/linked-page.ts';
import { createPage } from './testing/scripted-centre.ts';

describe('refusals', () => {
  it('fetch a new token once, then are final', async () => {
    const tokens = ['old', 'new'];
    const page = createPage({ token: () => tokens.shift() ?? 'none' });
    page.centre.answers.set('hello', ({ params }) => {
      if ('token' in params && params.token === 'new') {
        return { epoch: 'e1', seq: 0, serverTime: 1, leaseMs: 1, sip: null, state: fakeState() };
      }
      throw new CallstationError('tokenExpired');
    });
    await page.workstation.connect();
    expect(page.centre.hellos.map(({ params }) => params.token)).toEqual(['old', 'new']);
    page.centre.socket.close(4401);
    await settle();
    expect(page.connection()).toMatchObject({ state: 'refused', error: { code: 'tokenExpired' } });
  });

  it.each([
    ['forbidden', 'refused'],
    ['licenseExceeded', 'refused'],
  ] as const)('%s ends the attempt', async (code, state) => {
    const page = createPage();
    page.centre.answers.set('hello', () => {
      throw new CallstationError(code);
    });
    await expect(page.workstation.connect()).rejects.toMatchObject({ code });
    expect(page.connection()).toMatchObject({ state, error: { code } });
    await page.clock.advanceAsync(60_000);
    expect(page.centre.hellos).toHaveLength(1);
    expect(page.clock.pending).toBe(0);
  });

  it('try again what may pass', async () => {
    const page = createPage();
    page.centre.answers.set('hello', () => {
      page.centre.answers.delete('hello');
      throw new CallstationError('shuttingDown');
    });
    const connect = page.workstation.connect();
    await page.clock.advanceAsync(100);
    await connect;
    expect(page.centre.hellos).toHaveLength(2);
  });

  it.each([
    [4409, 'replaced', 'kicked'],
    [4410, 'refused', 'signedOut'],
    [4400, 'refused', 'malformed'],
  ] as const)('close code %i means %s', async (code, state, error) => {
    const { centre, clock, connection, workstation } = await linked();
    centre.mute = true;
    const command = workstation.agent.setStatus('idle').catch((thrown: unknown) => thrown);
    await settle();
    centre.socket.close(code);
    await settle();
    expect(connection()).toMatchObject({ state, error: { code: error } });
    expect(await command).toMatchObject({ code: error });
    await clock.advanceAsync(60_000);
    expect(centre.hub.connections).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('report what the token function failed with', async () => {
    const page = createPage({ token: () => Promise.reject(new Error('500')) });
    await expect(page.workstation.connect()).rejects.toMatchObject({ code: 'network', cause: new Error('500') });
    expect(page.centre.hub.connections).toEqual([]);
  });
});

describe('tokens', () => {
  const jwt = (exp: number): string => `h.${btoa(JSON.stringify({ exp }))}.s`;

  it('are refreshed in place before they end', async () => {
    let calls = 0;
    const start = 1_700_000_005;
    const { centre, clock } = await linked({ token: () => jwt(start + ++calls * 3600) });
    await clock.advanceAsync(3530_000 - 10_000);
    expect(calls).toBe(1);
    for (let n = 0; n < 4; n++) {
      centre.ping(n);
      await clock.advanceAsync(10_000);
    }
    expect(calls).toBe(2);
    const fresh = centre.requests.find(({ method }) => method === 'refreshToken');
    expect(fresh?.params).toEqual({ token: jwt(start + 7200) });
  });

  it('are renewed by the centre where they say so; the next connection has the fresh one', async () => {
    const renewable = (hours: number): string =>
      `h.${btoa(JSON.stringify({ exp: 1_700_000_000 + hours * 3600, renew: true }))}.s`;
    let asked = 0;
    const page = createPage({ token: () => (asked++, renewable(24)) });
    page.centre.answers.set('renewToken', () => ({ token: renewable(25) }));
    await page.workstation.connect();
    for (let n = 0; n < 361; n++) {
      page.centre.ping(n);
      await page.clock.advanceAsync(10_000);
    }
    page.centre.socket.drop();
    await page.clock.advanceAsync(10_000);
    expect(page.centre.requests.filter(({ method }) => method === 'renewToken')).toHaveLength(1);
    expect(page.centre.requests.filter(({ method }) => method === 'refreshToken')).toEqual([]);
    expect(page.centre.hellos.map(({ params }) => params.token)).toEqual([renewable(24), renewable(25)]);
    expect(asked).toBe(1);
  });

  it('are used again after a loss while they last', async () => {
    let calls = 0;
    const { centre, clock } = await linked({ token: () => `t${++calls}` });
    centre.socket.drop();
    await clock.advanceAsync(10);
    expect(centre.hellos.map(({ params }) => params.token)).toEqual(['t1', 't1']);
  });
});

describe('malformed messages', () => {
  it('are logged by code and change nothing', async () => {
    const { centre, logger, workstation, events, ids } = await linked();
    const before = workstation.getSnapshot();
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","method":"update","params":{}}',
    ]) {
      centre.socket.send(text);
    }
    centre.socket.send('{"jsonrpc":"2.0","method":"new-thing","params":{}}');
    centre.socket.send(encodeResult('nobody', null));
    centre.socket.send(encodeResult(4711, null));
    await settle();
    expect(workstation.getSnapshot()).toBe(before);
    expect(logger.lines.filter(({ level }) => level === 'warn').map(({ data }) => data?.['code'])).toEqual(
      Array.from({ length: 6 }, () => 'malformed'),
    );
    centre.publish(offer('a'));
    await settle();
    expect(ids()).toEqual(['a']);
    expect(events.names).toEqual(['resynchronised', 'sessionOffered']);
  });
});
