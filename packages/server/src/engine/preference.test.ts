import { describe, expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { demoApp, type AppConfig } from './app-config.ts';
import { createBench } from './testing/bench.ts';

const apps: AppConfig[] = [
  {
    ...demoApp,
    skillGroups: demoApp.skillGroups.map((group) => ({
      ...group,
      preferLastAgent: { withinMs: 600_000, waitMs: 5000 },
    })),
  },
];

describe('who is asked first, when the server was killed and is back', () => {
  /** Alice talks to the caller, then nobody; bob is idle for longest afterwards. Who is offered their next call. */
  const asked = async (awayMs: number): Promise<string[]> => {
    const store = await openStore({ kind: 'memory' }, () => undefined);
    const before = await createBench({ apps, memory: () => store });
    const alice = before.sit('alice');
    for (const caller of ['13800138000', '13800138001']) {
      before.phone.incoming(caller);
      await before.rest();
      const { id: sessionId } = alice.call();
      await alice.request('call.answer', { sessionId });
      await before.pass(10_000);
      await alice.request('call.hangup', { sessionId });
      await alice.request('call.complete', { sessionId }).catch(() => undefined);
      await before.rest();
    }
    await store.write(before.store.writes);
    await store.write([{ type: 'alive', at: before.clock.now() }]);
    await store.recover();
    const bench = await createBench({ apps, memory: () => store, now: before.clock.now() + awayMs });
    const seats = [bench.sit('bob')];
    await bench.pass(1000);
    seats.push(bench.sit('alice'));
    bench.phone.incoming('13800138000');
    await bench.rest();
    return seats.flatMap((seat) => (seat.state().sessions.length > 0 ? [seat.seat.identity.agent] : []));
  };

  it('is who talked to them last', async () => {
    expect(await asked(1000)).toEqual(['alice']);
  });

  it('is anybody, when that was too long ago', async () => {
    expect(await asked(600_000)).toEqual(['bob']);
  });
});
