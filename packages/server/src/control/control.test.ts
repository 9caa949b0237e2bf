import { settle } from '@callstation/testkit';
import { CallstationError } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';
import { agentSnapshot, offeredCall } from './testing/fake-centre.ts';
import { createBench } from './testing/test-page.ts';

const code = (answer: unknown): unknown => (answer as { error?: { code: string } }).error?.code;
const offered = (id: string) => ({ type: 'session', session: offeredCall(id), cause: 'sessionOffered' }) as const;

describe('hello', () => {
  it('answers with the whole state, an account and the sequence', async () => {
    const { connect, centre, clock } = createBench();
    const page = connect();
    const result = await page.hello('alice', 'p1');
    expect(result).toMatchObject({ seq: 0, serverTime: clock.now(), leaseMs: 20_000, sip: { username: 'p' } });
    expect(result.state?.agent.id).toBe('alice');
    expect(centre.log).toEqual(['open alice p1']);
  });

  it('must come within five seconds', () => {
    const { connect, clock } = createBench();
    const page = connect();
    clock.advance(4999);
    expect(page.closed).toBeNull();
    clock.advance(1);
    expect(page.closed).toBe('unauthorized');
    expect(clock.pending).toBe(0);
  });

  it('must come first', async () => {
    const { connect, centre } = createBench();
    const page = connect();
    expect(code(await page.ask('call.dial', { to: { number: '1' } }))).toBe('unauthorized');
    expect(page.closed).toBe('unauthorized');
    expect(centre.done).toEqual([]);
  });

  it.each([
    ['nonsense', 'unauthorized'],
    ['expired/alice', 'tokenExpired'],
  ])('refuses the token %s by code and closes', async (token, expected) => {
    const { connect, centre, sip } = createBench();
    const page = connect();
    expect(code(await page.ask('hello', { token, pageId: 'p', visible: true }))).toBe(expected);
    expect(page.closed).toBe('unauthorized');
    expect([...centre.log, ...sip]).toEqual([]);
  });

  it('refuses a second hello on one socket and keeps the first', async () => {
    const { connect } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    expect(code(await page.ask('hello', { token: 'app/bob', pageId: 'p2', visible: true }))).toBe('invalidState');
    expect(page.closed).toBeNull();
  });

  it("refuses another agent's and another tenant's pageId", async () => {
    const { connect, centre, sip } = createBench();
    await connect().hello('alice', 'p1');
    for (const token of ['app/bob', 'other/alice']) {
      const thief = connect();
      expect(code(await thief.ask('hello', { token, pageId: 'p1', visible: true }))).toBe('forbidden');
      expect(thief.closed).toBe('forbidden');
    }
    expect(centre.log).toEqual(['open alice p1']);
    expect(sip).toEqual(['open p1']);
  });

  it('goes on without media when there is no account', async () => {
    const { connect } = createBench({ openSip: () => Promise.reject(new CallstationError('notReady')) });
    expect((await connect().hello('alice', 'p1')).sip).toBeNull();
  });

  it('takes the account back when the socket went away meanwhile', async () => {
    let give = (): void => undefined;
    const bench = createBench({
      openSip: () =>
        new Promise((_, reject) => {
          give = () => reject(new Error('late'));
        }),
    });
    const page = bench.connect();
    page.send('hello', { token: 'app/alice', pageId: 'p1', visible: true });
    await settle();
    page.drop();
    give();
    await settle();
    expect(bench.centre.log).toEqual([]);
    expect(bench.sip).toEqual(['close p1']);
    expect(bench.control.debug()).toEqual({ agents: 0, pages: 0, calls: 0 });
  });
});

describe('what a page sends wrong', () => {
  it('is answered by code, and after ten times malformed the socket is closed', async () => {
    const { connect, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    const before = page.heard.length;
    for (let i = 0; i < 9; i++) page.raw.message('{');
    expect(page.heard.slice(before).map(code)).toEqual(Array.from({ length: 9 }, () => 'malformed'));
    expect(page.closed).toBeNull();
    page.raw.message('null');
    expect(page.closed).toBe('malformed');
    expect(centre.done).toEqual([]);
  });

  it('before hello closes at once, as does a binary frame', () => {
    const { connect } = createBench();
    const [first, second] = [connect(), connect()];
    first.raw.message('{');
    second.raw.binary();
    expect([first.closed, second.closed]).toEqual(['malformed', 'malformed']);
  });

  it('is an unknown method', async () => {
    const { connect } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    page.raw.message('{"jsonrpc":"2.0","id":"x","method":"call.explode","params":{},"commandId":"c"}');
    expect(page.heard.at(-1)).toMatchObject({ id: 'x', error: { code: 'unknownMethod' } });
  });

  it('comes too fast: rateLimited, alive is let through, a flood is cut', async () => {
    const { connect, clock, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    for (let i = 0; i < 120; i++) page.send('call.mute', { sessionId: 's' });
    await settle();
    expect(centre.done.length).toBe(99);
    expect(page.heard.filter((one) => code(one) === 'rateLimited')).toHaveLength(21);
    page.send('alive', { ping: 1 });
    expect(page.heard.at(-1)).toMatchObject({ kind: 'result' });
    clock.advance(1000);
    expect(code(await page.ask('call.mute', { sessionId: 's' }))).toBeUndefined();
    for (let i = 0; i < 1100; i++) page.send('call.mute', { sessionId: 's' });
    expect(page.closed).toBe('flooded');
  });
});

describe('commands', () => {
  it('give the typed refusal of the centre, and hide its bugs', async () => {
    const { connect, logger } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    expect(code(await page.ask('call.hangup', { sessionId: 's' }))).toBe('notFound');
    const bug = await page.ask('call.reject', { sessionId: 's' });
    expect(code(bug)).toBe('internal');
    expect(JSON.stringify(bug)).not.toContain('a bug inside');
    expect(JSON.stringify(logger.lines)).toContain('a bug inside');
  });

  it('are done once, also while the first runs and on another socket', async () => {
    const { connect, centre } = createBench();
    const [one, two] = [connect(), connect()];
    await one.hello('alice', 'p1');
    await two.hello('alice', 'p2');
    let open = (): void => undefined;
    centre.gate = new Promise((resolve) => (open = resolve));
    const ids = [
      one.send('call.dial', { to: { number: '1' } }, 'c1'),
      one.send('call.dial', { to: { number: '1' } }, 'c1'),
    ];
    const other = two.send('call.dial', { to: { number: '1' } }, 'c1');
    open();
    await settle();
    expect(centre.done).toHaveLength(1);
    const answers = [...one.heard, ...two.heard].filter(
      (m) =>
        m.kind === 'result' &&
        [...ids, other].includes(m.id as number) &&
        m.result !== null &&
        'sessionId' in (m.result as object),
    );
    expect(answers.map((m) => (m as { result: unknown }).result)).toEqual(Array(3).fill({ sessionId: 's1' }));
    expect(await one.ask('call.dial', { to: { number: '1' } }, 'c1')).toMatchObject({ result: { sessionId: 's1' } });
    expect(await one.ask('call.dial', { to: { number: '1' } }, 'c2')).toMatchObject({ result: { sessionId: 's2' } });
  });

  it("of another agent may have the same id, and an id can't stand for two things", async () => {
    const { connect, centre } = createBench();
    const [alice, bob] = [connect(), connect()];
    await alice.hello('alice', 'p1');
    await bob.hello('bob', 'p2');
    await alice.ask('call.dial', { to: { number: '1' } }, 'c1');
    await bob.ask('call.dial', { to: { number: '1' } }, 'c1');
    expect(centre.done).toHaveLength(2);
    expect(code(await alice.ask('call.dial', { to: { number: '2' } }, 'c1'))).toBe('invalidArgument');
    expect(centre.done).toHaveLength(2);
  });

  it('that were refused are refused again without being tried again', async () => {
    const { connect, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    for (let i = 0; i < 2; i++) expect(code(await page.ask('call.hangup', { sessionId: 's' }, 'h'))).toBe('notFound');
    expect(centre.done).toHaveLength(1);
  });

  it('are forgotten after ten minutes, not before, even when the agent was away meanwhile', async () => {
    const { connect, centre, clock } = createBench();
    const dial = (page: ReturnType<typeof connect>) => page.ask('call.dial', { to: { number: '1' } }, 'c1');
    const first = connect();
    await first.hello('alice', 'p1');
    await dial(first);
    await first.ask('bye', {});
    clock.advance(9 * 60_000);
    const second = connect();
    await second.hello('alice', 'p2');
    await dial(second);
    expect(centre.done).toHaveLength(1);
    await clock.advanceAsync(60_000);
    await dial(second);
    expect(centre.done).toHaveLength(2);
  });
});

describe('updates', () => {
  it('reach all pages of the agent, nobody else, numbered without a hole; signals without a number', async () => {
    const { connect, centre } = createBench();
    const [one, two, bob, stranger] = [connect(), connect(), connect(), connect()];
    await one.hello('alice', 'p1');
    await two.hello('alice', 'p2');
    await bob.hello('bob', 'p3');
    await stranger.hello('other/alice', 'p4');
    centre.emit('alice', offered('s1'));
    centre.emit('alice', { type: 'signal', signal: { kind: 'typing', chatId: 'c' } });
    centre.emit('alice', { type: 'agent', agent: agentSnapshot('alice'), cause: 'agentChanged' });
    expect(one.updates.map(({ seq }) => seq)).toEqual([1, null, 2]);
    expect(two.updates).toEqual(one.updates);
    expect([...bob.updates, ...stranger.updates]).toEqual([]);
  });

  it('caused by a command come before its answer', async () => {
    const { connect, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    const id = page.send('call.dial', { to: { number: '1' } });
    centre.emit('alice', offered('s1'));
    await settle();
    const kinds = page.heard.map((one) => (one.kind === 'result' ? `result ${one.id}` : one.kind));
    expect(kinds.slice(-2)).toEqual(['update', `result ${id}`]);
  });
});

describe('tokens', () => {
  it('are refreshed in place, of the same agent only', async () => {
    const { connect, centre } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    expect(code(await page.ask('refreshToken', { token: 'app/bob' }))).toBe('forbidden');
    expect(code(await page.ask('refreshToken', { token: 'other/alice' }))).toBe('forbidden');
    expect(code(await page.ask('refreshToken', { token: 'expired/alice' }))).toBe('tokenExpired');
    expect(await page.ask('refreshToken', { token: 'app/alice' })).toMatchObject({ result: null });
    expect(page.closed).toBeNull();
    // What a token says counts from then on.
    expect(centre.log).toEqual(['open alice p1', 'identify alice p1']);
  });

  it('are renewed for a page that may, and what the fresh one says counts at once', async () => {
    const asked: unknown[] = [];
    const { connect, centre } = createBench({
      renew: async (identity) => {
        asked.push(identity);
        if (identity.agent === 'bob') throw new CallstationError('forbidden');
        return 'app/alice/app';
      },
    });
    const [page, other] = [connect(), connect()];
    await page.hello('alice', 'p1');
    await other.hello('bob', 'p2');
    expect(await page.ask('renewToken', {})).toMatchObject({ result: { token: 'app/alice/app' } });
    expect(code(await other.ask('renewToken', {}))).toBe('forbidden');
    await page.ask('renewToken', {});
    expect(asked).toMatchObject([{ agent: 'alice' }, { agent: 'bob' }, { agent: 'alice', audience: 'app' }]);
    expect(centre.log.filter((line) => line.startsWith('identify'))).toEqual([
      'identify alice p1',
      'identify alice p1',
    ]);
    expect([page.closed, other.closed]).toEqual([null, null]);
  });

  it('are renewed for nobody who is not signed in, nor where no renewing is', async () => {
    const { connect } = createBench();
    const [page, stranger] = [connect(), connect()];
    await page.hello('alice', 'p1');
    expect(code(await page.ask('renewToken', {}))).toBe('unknownMethod');
    expect(code(await stranger.ask('renewToken', {}))).toBe('unauthorized');
    expect(stranger.closed).toBe('unauthorized');
  });

  it('a fresh SIP ticket is had at any time', async () => {
    const { connect } = createBench();
    const page = connect();
    await page.hello('alice', 'p1');
    expect(await page.ask('sipAccount', {})).toMatchObject({ result: { url: '/sip?ticket=2' } });
  });
});

describe('stop', () => {
  it('closes every page and leaves nothing ticking', async () => {
    const { connect, clock, control, centre } = createBench();
    const pages = [connect(), connect()];
    await pages[0]?.hello('alice', 'p1');
    await pages[1]?.hello('bob', 'p2');
    control.stop();
    expect(pages.map((page) => page.closed)).toEqual(['shuttingDown', 'shuttingDown']);
    expect(clock.pending).toBe(0);
    expect(centre.listeners).toBe(0);
    expect(control.debug()).toEqual({ agents: 0, pages: 0, calls: 0 });
  });
});
