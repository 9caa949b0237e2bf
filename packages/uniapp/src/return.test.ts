import { createWorkstation, type SessionSnapshot } from '@callstation/core';
import {
  createFakeBackend,
  createFakeLogger,
  createFakeRandom,
  fakeAgent,
  fakeState,
  settle,
  type FakeBackend,
} from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { TcccWorkstation } from './tccc-workstation.ts';
import { openPage, type OpenPage } from './testing/open-page.ts';
import { silent } from './testing/silent.ts';

type Heard = unknown[][];

const nothing = (_tccc: TcccWorkstation): void => undefined;

/** The same seat in a document that knows nothing: what the centre has, and what its page is told. `late`: it listens only then. `told`: what it does then. */
async function reload({ workstation, clock }: OpenPage, { late = false, lead = true, told = nothing } = {}) {
  const { sessions } = workstation.getSnapshot();
  const given: Parameters<typeof createFakeBackend>[0] & object = {};
  const backend = createFakeBackend(given);
  const ports = { clock, random: createFakeRandom('again-'), logger: createFakeLogger() };
  const again = createWorkstation({ backend, ports });
  const state = fakeState({
    agent: fakeAgent('alice', { leadPage: lead ? again.getSnapshot().page.pageId : 'other' }),
  });
  given.state = { ...state, sessions: [...sessions] };
  const tccc = new TcccWorkstation({ workstation: again, clock, log: silent });
  const heard: Heard = [];
  const listen = (): void => {
    tccc.on('onNewSession', ({ sessionId, sessionDirection }) => {
      heard.push(['new', sessionId, sessionDirection]);
      told(tccc);
    });
    tccc.on('onAccepted', (sessionId) => heard.push(['accepted', sessionId]));
    tccc.on('onEnded', (reason, message, sessionId) => heard.push(['ended', reason, message, sessionId]));
  };
  if (!late) listen();
  await tccc.login({ userId: 'alice', token: 'a.b.c' });
  if (late) listen();
  await settle();
  return { tccc, heard, listen, backend, state };
}
const resync = (backend: FakeBackend, state: ReturnType<typeof fakeState>): void =>
  backend.emit({ type: 'reset', state });

/** The same call, which the customer has ended meanwhile. */
function hungUp(session: SessionSnapshot): SessionSnapshot {
  if (session.kind === 'im' || session.phase !== 'active') throw new Error(`It is ${session.phase}.`);
  return {
    ...session,
    phase: 'ended',
    end: { reason: 'remoteHangup', by: 'peer' },
    endedAt: session.answeredAt,
    wrapUp: null,
  };
}

describe.each([false, true])('a page that is reloaded (it listens after its sign-in: %s)', (late) => {
  it('in a call that came in has the call again, once', async () => {
    const page = await openPage();
    const id = page.centre.callIn();
    await page.tccc.answer();
    const { tccc, heard, listen, backend, state } = await reload(page, { late });
    expect(heard).toEqual([
      ['new', id, 0],
      ['accepted', id],
    ]);
    tccc.off('*');
    listen();
    resync(backend, { ...state, sessions: [...page.workstation.getSnapshot().sessions] });
    await settle();
    expect(heard).toHaveLength(2);
    expect(await tccc.terminate()).toMatchObject({ code: 0 });
  });

  it('while it dials is told of the call, and that it is answered when it is', async () => {
    const page = await openPage();
    await page.tccc.call('10001');
    const id = page.centre.newest;
    const { heard, backend } = await reload(page, { late });
    expect(heard).toEqual([['new', id, 1]]);
    page.centre.tell(id, { type: 'peerAnswered' });
    const [session] = page.workstation.getSnapshot().sessions;
    if (session) backend.emit({ type: 'session', session, cause: 'sessionActive' });
    expect(heard.slice(1)).toEqual([['accepted', id]]);
  });

  it('while a call rings is told that it rings', async () => {
    const page = await openPage();
    const id = page.centre.callIn();
    expect((await reload(page, { late })).heard).toEqual([['new', id, 0]]);
  });

  it('while a call rings may answer it in the very listener', async () => {
    const page = await openPage();
    page.centre.callIn();
    const answers: unknown[] = [];
    const { backend } = await reload(page, {
      late,
      told: (tccc) =>
        void tccc.answer().then(
          (answer) => answers.push(answer),
          (error: unknown) => answers.push(error),
        ),
    });
    expect(answers).toEqual([{ code: 0, message: '' }]);
    expect(backend.requests.map(({ method }) => method)).toEqual(['call.answer']);
  });

  it('after a call is told nothing of it', async () => {
    const page = await openPage();
    const id = page.centre.callIn();
    await page.tccc.answer();
    page.centre.end(id, { reason: 'remoteHangup', by: 'peer' });
    expect(page.workstation.getSnapshot().sessions.map(({ phase }) => phase)).toEqual(['ended']);
    expect((await reload(page, { late })).heard).toEqual([]);
  });
});

describe('a page that lost its centre', () => {
  /** It was in a call, and comes back to a centre with these sessions. */
  async function back(sessions: (page: OpenPage) => ReturnType<typeof fakeState>['sessions']) {
    const page = await openPage();
    const id = page.centre.callIn();
    await page.tccc.answer();
    const agent = page.workstation.getSnapshot().agent ?? fakeAgent();
    page.heard.splice(0);
    resync(page.centre.backend, fakeState({ agent, sessions: sessions(page) }));
    await page.settle();
    return { ...page, id };
  }

  it('is told that its call is over where the centre knows it no more', async () => {
    const { heard, id, centre, settle: settled } = await back(() => []);
    expect(heard).toEqual([['onEnded', 0, expect.stringMatching(/^Connection lost \(SipReason: /u), id]]);
    const next = centre.callIn();
    await settled();
    expect(heard.slice(1)).toMatchObject([['onNewSession', { sessionId: next }]]);
  });

  it('is told how its call ended where the centre knows', async () => {
    const { heard, id } = await back(({ workstation }) => workstation.getSnapshot().sessions.map(hungUp));
    expect(heard).toEqual([['onEnded', 4, expect.any(String), id]]);
  });

  it('is told nothing of a call that goes on', async () => {
    const { heard } = await back(({ workstation }) => [...workstation.getSnapshot().sessions]);
    expect(heard).toEqual([]);
  });

  it('is told that the call it dialled was answered meanwhile, once, and how it goes on', async () => {
    const page = await openPage();
    await page.tccc.call('10001');
    const id = page.centre.newest;
    // The same call at a centre that told of its answer.
    const there = await openPage();
    await there.tccc.call('10001');
    there.centre.tell(id, { type: 'peerAnswered' });
    const answered = fakeState({
      agent: page.workstation.getSnapshot().agent ?? fakeAgent(),
      sessions: [...there.workstation.getSnapshot().sessions],
    });
    page.heard.splice(0);
    resync(page.centre.backend, answered);
    resync(page.centre.backend, answered);
    expect(page.heard).toEqual([['onAccepted', id]]);
    resync(page.centre.backend, { ...answered, sessions: [] });
    expect(page.heard.slice(1)).toEqual([['onEnded', 0, expect.any(String), id]]);
  });
});

describe('a page beside the one that leads', () => {
  it('is told of no call that is not its own', async () => {
    const page = await openPage();
    page.centre.callIn();
    await page.tccc.answer();
    expect((await reload(page, { lead: false })).heard).toEqual([]);
  });

  it('is told of the call that rings when it leads, once, and of its end', async () => {
    const page = await openPage();
    const id = page.centre.callIn();
    const { heard, backend, state } = await reload(page, { lead: false });
    const leads = (leadPage: string | null): void =>
      backend.emit({ type: 'agent', agent: { ...state.agent, leadPage }, cause: 'agentChanged' });
    expect(heard).toEqual([]);
    for (const leader of [backend.page?.pageId, 'other', backend.page?.pageId, 'other']) leads(leader ?? null);
    expect(heard).toEqual([['new', id, 0]]);
    page.centre.end(id, { reason: 'remoteCancel', by: 'peer' });
    resync(backend, { ...state, sessions: [] });
    expect(heard.slice(1)).toEqual([['ended', 0, expect.any(String), id]]);
  });

  it('is told of the end of a call that it was told of', async () => {
    const page = await openPage();
    const id = page.centre.callIn();
    await page.tccc.answer();
    const { agent } = page.workstation.getSnapshot();
    if (agent)
      page.centre.backend.emit({ type: 'agent', agent: { ...agent, leadPage: 'other' }, cause: 'agentChanged' });
    page.heard.splice(0);
    for (const session of page.workstation.getSnapshot().sessions)
      page.centre.backend.emit({ type: 'session', session: hungUp(session), cause: 'sessionEnded' });
    expect(page.heard).toEqual([['onEnded', 4, expect.any(String), id]]);
  });
});
