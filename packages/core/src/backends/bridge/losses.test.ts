import { fakeOffer, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { CallstationError } from '../../protocol/index.ts';
import { connected, createBridgeRig, tokenOf } from './testing/bridge-rig.ts';

const offered = (id: string) => ({ type: 'session', session: fakeOffer(id), cause: 'sessionOffered' }) as const;

describe('a far half that is gone', () => {
  it('is noticed, said, and taken up again as a new page; a command on its way is done once', async () => {
    const { workstation, rig, pair, clock, connection, backend } = await connected();
    const firstPage = workstation.getSnapshot().page.pageId;
    pair.kill();
    const answer = backend.request('call.hold', { sessionId: 's1' }, 'c9');
    await clock.advanceAsync(9000);
    expect(connection()).toMatchObject({ state: 'reconnecting', error: { code: 'network', retryable: true } });
    expect(rig.asked.silent).toBeGreaterThan(0);
    rig.farPage();
    await settle();
    expect(await answer).toBe(null);
    expect(rig.backends).toHaveLength(2);
    expect(rig.backend.requests.filter(({ commandId }) => commandId === 'c9')).toHaveLength(1);
    expect(rig.asked.tokens).toBe(2);
    expect(connection().state).toBe('ready');
    expect(rig.backend.page?.pageId).not.toBe(firstPage);
    expect(workstation.getSnapshot().page.pageId).toBe(rig.backend.page?.pageId);
  });

  it('is noticed at once when its next page says that it is ready', async () => {
    const { rig, connection, clock } = await connected();
    rig.farPage();
    await settle();
    expect(connection().state).toBe('ready');
    expect(rig.backends).toHaveLength(2);
    expect(clock.now()).toBe(1_700_000_000_000);
  });

  it('is noticed within two seconds of the app coming back to the front', async () => {
    const { visibility, pair, clock, connection } = await connected();
    visibility.set(false);
    await settle();
    pair.kill();
    visibility.set(true);
    await clock.advanceAsync(2000);
    expect(connection().state).toBe('reconnecting');
  });

  it('is not taken for gone while the bridge takes two seconds each way', async () => {
    const { clock, events, pair } = await connected();
    pair.fate = () => 2000;
    await clock.advanceAsync(600_000);
    expect(events.names.filter((name) => name === 'connectionChanged')).toHaveLength(2);
  });

  it('that stays away fails what was asked as network after 30 s, and later requests so as well', async () => {
    const { backend, pair, clock } = await connected();
    pair.kill();
    const first = expect(backend.request('call.hold', { sessionId: 's1' }, 'c1')).rejects.toMatchObject({
      ...{ code: 'network', retryable: true },
    });
    await clock.advanceAsync(15_000);
    const second = expect(backend.request('directory.numbers', {})).rejects.toMatchObject({ code: 'network' });
    const third = expect(backend.host('volume')).rejects.toMatchObject({ code: 'network' });
    await third;
    await clock.advanceAsync(15_000);
    await first;
    await clock.advanceAsync(15_000);
    await second;
  });

  it('that is there but does not answer fails it as timeout, much later: somebody may be asked for the microphone', async () => {
    const { backend, rig, clock } = await connected();
    rig.backend.handle('call.answer', () => new Promise<never>(() => undefined));
    let code = '';
    backend.request('call.answer', { sessionId: 's1' }, 'c1').catch((error: CallstationError) => (code = error.code));
    await clock.advanceAsync(60_000);
    expect(code).toBe('');
    await clock.advanceAsync(240_000);
    expect(code).toBe('timeout');
  });

  it('is signed in again however long the token cannot be had, and not once it is refused', async () => {
    const { rig, clock, connection } = await connected();
    rig.token = () => {
      throw new Error('offline');
    };
    rig.farPage();
    await clock.advanceAsync(120_000);
    expect(connection()).toMatchObject({ state: 'reconnecting' });
    rig.token = () => tokenOf('alice');
    await clock.advanceAsync(30_000);
    expect(connection().state).toBe('ready');
    rig.token = () => {
      throw new CallstationError('unauthorized');
    };
    rig.farPage();
    await settle();
    expect(connection()).toMatchObject({ state: 'refused', error: { code: 'unauthorized' } });
  });
});

describe('a message that is lost', () => {
  it.each(['far', 'near'] as const)('to the %s half leads to a new link, and nothing is done twice', async (to) => {
    const { workstation, rig, pair, clock, backend, events } = await connected();
    let lost = 0;
    pair.fate = () => {
      const last = pair.log.at(-1);
      return last && lost++ === 0 ? null : 0;
    };
    const answers: unknown[] = [];
    if (to === 'near') rig.backend.emit(offered('s1'));
    else void backend.request('agent.setStatus', { status: 'not-ready' }, 'c1').then((answer) => answers.push(answer));
    await clock.advanceAsync(20_000);
    expect(events.names.filter((name) => name === 'resynchronised')).toHaveLength(2);
    if (to === 'far') expect(answers).toEqual([null]);
    expect(rig.backend.requests.length).toBe(to === 'far' ? 1 : 0);
    expect(rig.backends).toHaveLength(1);
    expect(workstation.getSnapshot().page.connection.state).toBe('ready');
  });

  it('is the answer of a command: it is answered again, not done again', async () => {
    const rig = createBridgeRig();
    const { make } = rig;
    let done = 0;
    // A backend that does whatever it is asked, as often as it is asked.
    rig.make = (side) => ({
      ...make(side),
      async request() {
        done++;
        // The very next message is the answer.
        rig.pair.fate = () => {
          rig.pair.fate = () => 0;
          return null;
        };
        return null as never;
      },
    });
    rig.farPage();
    const { workstation, backend } = rig.program('p');
    await workstation.connect();
    const answer = backend.request('agent.setStatus', { status: 'not-ready' }, 'c1');
    await rig.clock.advanceAsync(20_000);
    expect(await answer).toBe(null);
    expect(done).toBe(1);
  });
});

describe('a near half that begins anew', () => {
  it('of the same agent takes up the call where it is, as the page that has it', async () => {
    const { rig, pair, workstation } = await connected();
    rig.backend.emit(offered('s1'));
    await settle();
    const second = rig.program('q', pair.newNear());
    await second.workstation.connect();
    expect(rig.backends).toHaveLength(1);
    expect(second.workstation.getSnapshot().sessions.map(({ id }) => id)).toEqual(['s1']);
    expect(second.workstation.getSnapshot().page.pageId).toBe(workstation.getSnapshot().page.pageId);
    expect(second.connection().state).toBe('ready');
    expect(second.events.names).not.toContain('sessionOffered');
    rig.backend.emit(offered('s2'));
    await settle();
    expect(second.workstation.getSnapshot().sessions).toHaveLength(2);
  });

  it('of another agent begins with nothing', async () => {
    const { rig, pair } = await connected();
    rig.backend.emit(offered('s1'));
    await settle();
    const { backend } = rig;
    rig.token = () => tokenOf('bob');
    const second = rig.program('q', pair.newNear());
    await second.workstation.connect();
    expect(backend.media.closed).toBe(true);
    expect(second.workstation.getSnapshot().sessions).toEqual([]);
    expect(backend.page?.pageId).toBe(second.workstation.getSnapshot().page.pageId);
  });

  it('with other settings has another backend', async () => {
    const { rig, pair } = await connected();
    const [first] = rig.backends;
    const second = rig.program('q', pair.newNear(), { url: 'wss://other.test/seat' });
    await second.workstation.connect();
    expect(rig.backends).toHaveLength(2);
    expect(first?.media.closed).toBe(true);
  });

  it('beside the first, which is replaced and stops', async () => {
    const { rig, connection, workstation, clock } = await connected();
    const second = rig.program('q');
    await second.workstation.connect();
    expect(connection()).toMatchObject({ state: 'replaced', error: { code: 'kicked' } });
    await clock.advanceAsync(60_000);
    expect(second.connection().state).toBe('ready');
    await expect(workstation.calls.dial({ to: '1' })).rejects.toMatchObject({ code: 'notReady' });
    // Nor does it take the page back by a question about devices.
    await expect(workstation.devices.list()).rejects.toMatchObject({ code: 'notReady' });
    await clock.advanceAsync(10_000);
    expect(second.connection().state).toBe('ready');
  });
});

describe('a near half that is gone', () => {
  it('signs the backend out after a minute, and never one that is on the phone', async () => {
    const { rig, pair, clock } = await connected();
    const { backend } = rig;
    pair.newNear();
    await clock.advanceAsync(80_000);
    expect(backend.media.closed).toBe(true);
    const again = await connected();
    const call = { ...fakeOffer('s1'), phase: 'connecting', leg: { state: 'connecting', at: null } } as never;
    again.rig.backend.emit({ type: 'session', session: call, cause: 'sessionAccepted' });
    again.pair.newNear();
    await again.clock.advanceAsync(600_000);
    expect(again.rig.backend.media.closed).toBe(false);
  });

  it('that only slept is served again', async () => {
    const { rig, clock, pair, connection } = await connected();
    pair.fate = () => null;
    await clock.advanceAsync(90_000);
    expect(rig.backend.media.closed).toBe(true);
    pair.fate = () => 0;
    await clock.advanceAsync(10_000);
    expect(connection().state).toBe('ready');
  });
});
