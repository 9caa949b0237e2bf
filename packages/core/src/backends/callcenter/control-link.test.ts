import { fakeAgent, fakeOffer, fakeState, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import type { Update } from '../../model/index.ts';
import { encodeUpdate, PROTOCOL_NAME } from '../../protocol/index.ts';
import { linked, offer } from './testing/linked-page.ts';
import { createPage } from './testing/scripted-centre.ts';

const gone = (id: string): Update => ({ type: 'removed', id, cause: 'sessionRemoved' });

describe('hello', () => {
  it('signs in with token, page and visibility over the named subprotocol', async () => {
    const { centre, workstation, connection } = await linked();
    expect([centre.socket.url, centre.socket.protocol]).toEqual(['wss://centre.test/seat', PROTOCOL_NAME]);
    const { pageId, clockOffset } = workstation.getSnapshot().page;
    expect(centre.hellos.map(({ params }) => params)).toEqual([{ token: 'token', pageId, visible: true }]);
    expect(clockOffset).toBe(5000);
    expect(connection().state).toBe('ready');
  });

  it('makes a page of its own for each workstation, kept over losses', async () => {
    const { centre, clock } = await linked();
    centre.socket.drop();
    await clock.advanceAsync(10);
    expect(centre.hellos).toHaveLength(2);
    expect(centre.hellos[1]?.params.pageId).toBe(centre.hellos[0]?.params.pageId);
  });

  it('keeps trying while nobody listens, then connects', async () => {
    const page = createPage();
    page.centre.hub.answer = 'refuse';
    const connect = page.workstation.connect();
    await page.clock.advanceAsync(2000);
    expect(page.connection()).toMatchObject({ state: 'connecting', error: { code: 'network' } });
    page.centre.hub.answer = 'accept';
    await page.clock.advanceAsync(20_000);
    await connect;
    expect(page.connection()).toEqual({ state: 'ready', since: expect.any(Number) });
  });

  it('gives an attempt up that nobody answers', async () => {
    const page = createPage();
    page.centre.hub.answer = 'never';
    void page.workstation.connect();
    await page.clock.advanceAsync(10_500);
    expect(page.centre.hub.connections).toHaveLength(2);
  });
});

describe('resume', () => {
  it('replays what was missed, each cause once, and no other', async () => {
    const { centre, clock, events, ids } = await linked();
    centre.publish(offer('a'));
    await settle();
    centre.socket.drop();
    await settle();
    centre.publish(offer('b', 2), gone('a'));
    await clock.advanceAsync(10);
    centre.publish(offer('c', 3));
    await settle();
    expect(centre.hellos[1]?.params.resume).toEqual({ epoch: 'e1', seq: 1 });
    expect(events.names).toEqual([
      'resynchronised',
      'sessionOffered',
      'sessionOffered',
      'sessionRemoved',
      'sessionOffered',
    ]);
    expect(ids()).toEqual(['b', 'c']);
  });

  it('drops repeats and other epochs', async () => {
    const { centre, events, ids } = await linked();
    centre.publish(offer('a'));
    centre.socket.send(encodeUpdate('e1', 1, offer('a')));
    centre.socket.send(encodeUpdate('e0', 2, offer('x')));
    await settle();
    expect(events.names).toEqual(['resynchronised', 'sessionOffered']);
    expect(ids()).toEqual(['a']);
  });

  it('reconnects over a gap; when the replay has it too, takes the whole state', async () => {
    const { centre, clock, ids } = await linked();
    centre.log.push({ seq: ++centre.seq, update: { type: 'session', session: {}, cause: 'sessionOffered' } as never });
    centre.socket.send(encodeUpdate('e1', 1, centre.log[0]?.update as Update));
    centre.publish(offer('b'));
    await clock.advanceAsync(1000);
    expect(centre.hellos.map(({ params }) => params.resume)).toEqual([undefined, { epoch: 'e1', seq: 0 }, undefined]);
    expect(ids()).toEqual(['b']);
  });

  it('after a reset fires resynchronised and no old cause', async () => {
    const { centre, clock, events, ids } = await linked();
    centre.publish(offer('a'));
    await settle();
    centre.socket.drop();
    await settle();
    centre.restart(fakeState({ agent: fakeAgent('alice'), sessions: [fakeOffer('z')] }));
    await clock.advanceAsync(10);
    expect(events.names).toEqual(['resynchronised', 'sessionOffered', 'resynchronised']);
    expect(ids()).toEqual(['z']);
    centre.publish(offer('y'));
    await settle();
    expect(ids()).toEqual(['z', 'y']);
  });
});

describe('back-off', () => {
  it('waits 0, 0.3, 1, 2, 5, then 10 s', async () => {
    const { centre, clock, connection } = await linked();
    const start = clock.now();
    const tries: number[] = [];
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    let known = centre.hub.connections.length;
    for (let step = 0; clock.now() - start < 29_000; step = 100) {
      await clock.advanceAsync(step);
      if (centre.hub.connections.length > known) tries.push(clock.now() - start);
      known = centre.hub.connections.length;
    }
    const gaps = tries.map((at, n) => at - (tries[n - 1] ?? 0));
    expect(gaps).toEqual([0, 300, 1000, 2000, 5000, 10_000, 10_000]);
    expect(connection().state).toBe('reconnecting');
  });

  it('is shortened by chance, and by a network or a page that comes back', async () => {
    const { centre, clock, network, visibility } = await linked({ fraction: 0.99 });
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await clock.advanceAsync(6000);
    const before = centre.hub.connections.length;
    network.set(false);
    network.set(true);
    await settle();
    expect(centre.hub.connections).toHaveLength(before + 1);
    await clock.advanceAsync(100);
    visibility.set(false);
    centre.hub.answer = 'accept';
    visibility.set(true);
    await settle();
    expect(centre.hellos).toHaveLength(2);
  });

  it('does not come back at once to a centre that restarts', async () => {
    const { centre, clock } = await linked({ fraction: 0.5 });
    centre.socket.close(4503);
    await clock.advanceAsync(2400);
    expect(centre.hub.connections).toHaveLength(1);
    await clock.advanceAsync(200);
    expect(centre.hellos).toHaveLength(2);
  });
});

describe('presence', () => {
  it('answers a ping inside onmessage', async () => {
    const { centre } = await linked();
    const sent: string[] = [];
    centre.socket.sendNow(JSON.stringify({ jsonrpc: '2.0', method: 'ping', params: { ping: 7 } }));
    await Promise.resolve();
    sent.push(...centre.socket.received.slice(-1));
    expect(centre.alives).toEqual([7]);
    expect(sent[0]).toContain('"alive"');
  });

  it('notices a dead socket within 20 s when idle', async () => {
    const { centre, clock, connection } = await linked();
    await clock.advanceAsync(10_000);
    centre.ping(1);
    await settle();
    centre.socket.halfOpen();
    await clock.advanceAsync(19_000);
    expect(connection().state).toBe('ready');
    await clock.advanceAsync(2000);
    expect(centre.hellos).toHaveLength(2);
    expect(connection().state).toBe('ready');
  });

  it('notices a dead socket within 6 s in a call', async () => {
    const { centre, clock } = await linked();
    centre.publish({
      type: 'session',
      session: { ...fakeOffer('a'), phase: 'connecting', leg: { state: 'none', at: null } } as never,
      cause: 'sessionAccepted',
    });
    await settle();
    centre.socket.halfOpen();
    await clock.advanceAsync(6100);
    expect(centre.hellos).toHaveLength(2);
  });

  it('reports that the page went to the back and came to the front', async () => {
    const { centre, visibility, workstation } = await linked();
    visibility.set(false);
    visibility.set(true);
    await settle();
    const reports = centre.requests.filter(({ method }) => method === 'page.report').map(({ params }) => params);
    expect(reports).toEqual([{ visible: false }, { visible: true }]);
    expect(workstation.getSnapshot().page.visible).toBe(true);
  });
});

describe('commands over a loss', () => {
  it('are sent again once after resume, with the same id, and are done once', async () => {
    const { centre, clock, workstation } = await linked();
    centre.mute = true;
    const status = workstation.agent.setStatus('not-ready');
    await settle();
    centre.socket.drop();
    await settle();
    centre.mute = false;
    await clock.advanceAsync(10);
    await status;
    const sent = centre.requests.filter(({ method }) => method === 'agent.setStatus');
    expect(sent).toHaveLength(2);
    expect(sent[1]?.commandId).toBe(sent[0]?.commandId);
    expect([...centre.done.values()]).toEqual([1]);
    expect(workstation.getSnapshot().page.pending).toEqual({});
  });

  it('fail with network after 30 s', async () => {
    const { centre, clock, workstation } = await linked();
    centre.mute = true;
    const status = workstation.agent.setStatus('not-ready').catch((error: unknown) => error);
    await settle();
    centre.hub.answer = 'refuse';
    centre.socket.drop();
    await clock.advanceAsync(31_000);
    expect(await status).toMatchObject({ code: 'network', retryable: true });
  });

  it('fail with timeout when the centre says nothing', async () => {
    const { centre, clock, workstation } = await linked();
    centre.mute = true;
    const status = workstation.agent.setStatus('not-ready').catch((error: unknown) => error);
    for (let n = 0; n < 4; n++) {
      await clock.advanceAsync(9000);
      centre.ping(n);
    }
    expect(await status).toMatchObject({ code: 'timeout' });
  });
});

describe('close', () => {
  it('says bye and leaves nothing ticking', async () => {
    const { centre, clock, workstation, connection, sip, media } = await linked();
    await workstation.close();
    await settle();
    expect(centre.requests.at(-1)?.method).toBe('bye');
    expect(connection()).toEqual({ state: 'closed', since: expect.any(Number) });
    expect([clock.pending, sip.asked.close, media.acquired]).toEqual([0, 0, false]);
    await expect(workstation.agent.setStatus('idle')).rejects.toMatchObject({ code: 'notReady' });
    await workstation.connect();
    expect(connection().state).toBe('ready');
  });

  it('is not waited for: a page that goes for good says bye', async () => {
    const { centre, visibility, workstation } = await linked();
    visibility.leave();
    await settle();
    expect(centre.requests.map(({ method }) => method).filter((method) => method === 'bye')).toEqual(['bye']);
    await workstation.close();
    visibility.leave();
    await settle();
    expect(centre.requests.filter(({ method }) => method === 'bye')).toHaveLength(2);
  });

  it('and connect in quick turns leaves one connection', async () => {
    const { centre, clock, workstation, connection } = createPage();
    const first = workstation.connect().catch((error: unknown) => error);
    const closed = workstation.close();
    const second = workstation.connect();
    await Promise.all([closed, second]);
    expect(await first).toMatchObject({ code: 'notReady' });
    expect([connection().state, centre.hellos.length]).toEqual(['ready', 1]);
    expect(workstation.connect()).toBe(second);
    await clock.advanceAsync(10);
    expect(centre.hub.connections.filter(({ open }) => open)).toHaveLength(1);
  });

  it('in the middle of an attempt leaves nothing behind', async () => {
    const { centre, clock, workstation, connection } = createPage();
    centre.hub.answer = 'never';
    const first = workstation.connect().catch((error: unknown) => error);
    await settle();
    await workstation.close();
    expect(await first).toMatchObject({ code: 'notReady' });
    expect([connection().state, clock.pending]).toEqual(['closed', 0]);
    expect(centre.hub.connections.filter(({ open }) => open)).toEqual([]);
  });
});
