import fc from 'fast-check';
import { LIMITS } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';
import { offeredCall } from './testing/fake-centre.ts';
import { createBench, type TestSocket } from './testing/test-page.ts';

const change = (n: number) =>
  ({ type: 'session', session: offeredCall('s1', String(n)), cause: 'contextChanged' }) as const;

describe('resume', () => {
  it('replays exactly what was missed, then goes on', async () => {
    const { connect, centre } = createBench();
    const first = connect();
    const { epoch } = await first.hello('alice', 'p1');
    for (const n of [1, 2]) centre.emit('alice', change(n));
    first.drop();
    for (const n of [3, 4]) centre.emit('alice', change(n));
    const second = connect();
    const result = await second.hello('alice', 'p1', { epoch, seq: 2 });
    centre.emit('alice', change(5));
    expect(result).toMatchObject({ epoch, seq: 4, state: null });
    expect(second.heard[0]?.kind).toBe('result');
    expect(second.updates.map(({ seq }) => seq)).toEqual([3, 4, 5]);
  });

  it('with nothing missed replays nothing', async () => {
    const { connect } = createBench();
    const first = connect();
    const { epoch, seq } = await first.hello('alice', 'p1');
    first.drop();
    const second = connect();
    expect((await second.hello('alice', 'p1', { epoch, seq })).state).toBeNull();
    expect(second.updates).toEqual([]);
  });

  it.each([
    ['another epoch', { epoch: 'older', seq: 0 }],
    ['a number of the future', { seq: 999 }],
  ])('resets on %s', async (_, resume) => {
    const { connect, centre } = createBench();
    const first = connect();
    const { epoch } = await first.hello('alice', 'p1');
    centre.emit('alice', change(1));
    first.drop();
    const result = await connect().hello('alice', 'p1', { epoch, ...resume });
    expect(result).toMatchObject({ epoch, seq: 1 });
    expect(result.state?.sessions).toHaveLength(1);
  });

  it('resets when too much was missed', async () => {
    const { connect, centre } = createBench();
    const first = connect();
    const { epoch } = await first.hello('alice', 'p1');
    first.drop();
    for (let n = 0; n <= LIMITS.replayUpdates; n++) centre.emit('alice', change(n));
    expect((await connect().hello('alice', 'p1', { epoch, seq: 0 })).state).not.toBeNull();
    const exact = connect();
    expect((await exact.hello('alice', 'p1', { epoch, seq: 1 })).state).toBeNull();
    expect(exact.updates).toHaveLength(LIMITS.replayUpdates);
  });

  it('resets when it was too long ago', async () => {
    const { connect, centre, clock } = createBench();
    const [watching, first] = [connect(), connect()];
    await watching.hello('alice', 'p0');
    const { epoch } = await first.hello('alice', 'p1');
    first.drop();
    centre.emit('alice', change(1));
    await clock.advanceAsync(LIMITS.replayMs + 1);
    expect((await connect().hello('alice', 'p1', { epoch, seq: 0 })).state).not.toBeNull();
  });

  it('finds a new epoch once nobody could resume any more', async () => {
    const { connect, clock } = createBench();
    const first = connect();
    const { epoch, seq } = await first.hello('alice', 'p1');
    await first.ask('bye', {});
    await clock.advanceAsync(LIMITS.replayMs);
    const result = await connect().hello('alice', 'p1', { epoch, seq });
    expect(result.epoch).not.toBe(epoch);
    expect(result.state).not.toBeNull();
  });

  it('shows a page every update once and in order, whatever is dropped and when', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant('update' as const) },
      { weight: 2, arbitrary: fc.constant('drop' as const) },
      { weight: 3, arbitrary: fc.constant('connect' as const) },
      { weight: 1, arbitrary: fc.constant('wait' as const) },
      { weight: 1, arbitrary: fc.constant('burst' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { connect, centre, clock } = createBench();
        let n = 0;
        const mirror = createMirror();
        for (const one of [...steps, 'connect' as const]) {
          if (one === 'update') centre.emit('alice', change(++n));
          if (one === 'burst') for (let i = 0; i < 300; i++) centre.emit('alice', change(++n));
          if (one === 'drop') mirror.drop();
          if (one === 'wait') await clock.advanceAsync(17_000);
          if (one === 'connect') await mirror.connect(connect());
          mirror.read();
        }
        expect(mirror.shown()).toBe(n);
        expect(mirror.faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** The page's rule, in few lines: start from a state or go on by one. */
function createMirror() {
  let socket: TestSocket | null = null;
  let read = 0;
  let at: { epoch: string; seq: number } | undefined;
  let shown = 0;
  const faults: string[] = [];
  const remark = (session: { context: { remark?: string } } | undefined): number =>
    Number(session?.context.remark ?? 0);
  return {
    faults,
    shown: () => shown,
    drop: () => socket?.drop(),
    async connect(next: TestSocket) {
      socket = next;
      read = 0;
      const { epoch, seq, state } = await next.hello('alice', 'p1', at);
      if (!state) return;
      at = { epoch, seq };
      shown = remark(state.sessions[0]);
    },
    read() {
      for (const { epoch, seq, update } of socket?.updates.slice(read) ?? []) {
        read += 1;
        if (!at || epoch !== at.epoch || seq !== at.seq + 1) faults.push(`${seq} after ${at?.seq}`);
        if (update?.type !== 'session') continue;
        if (remark(update.session) !== shown + 1) faults.push(`${remark(update.session)} shown after ${shown}`);
        at = { epoch, seq: seq ?? 0 };
        shown = remark(update.session);
      }
    },
  };
}
