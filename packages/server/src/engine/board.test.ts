import { describe, expect, it } from 'vitest';
import type { Board, Id, Right } from '@callstation/core/model';
import { demoApp } from './app-config.ts';
import { createEars, type Ears } from './testing/ears.ts';

const [support] = demoApp.skillGroups;
if (support === undefined) throw new Error('no group');
const apps = [
  {
    ...demoApp,
    skillGroups: [
      { ...support, members: ['alice', 'bob'], serviceLevelMs: 5000 },
      { ...support, id: 'sales', name: 'Sales', numbers: ['4001'], members: ['carol'] },
    ],
  },
];
const ALL: Right[] = ['supervise', 'board'];

/** Boards that page was sent, oldest first. */
function boardsOf({ bench }: Ears, page: Id): Board[] {
  return bench.updates.flatMap((one) =>
    'page' in one && one.page === page && one.update.type === 'signal' && one.update.signal.kind === 'board'
      ? [one.update.signal]
      : [],
  );
}

async function watching(rights: Right[] = ALL, supervises?: '*' | Id[]) {
  const ears = await createEars({ apps });
  const sam = ears.bench.sit('sam', { rights, ...(supervises === undefined ? {} : { supervises }) });
  await sam.request('board.watch', { on: true });
  const boards = (): Board[] => boardsOf(ears, 'sam-page');
  const last = (): Board => {
    const board = boards().at(-1);
    if (board === undefined) throw new Error('no board');
    return board;
  };
  return { ...ears, sam, boards, last };
}

describe('the live board', () => {
  it('comes at once, then twice a second, to the page that asked and to no other, until it says stop', async () => {
    const { bench, sam, boards } = await watching();
    bench.sit('sam', { page: 'sam-other', rights: ALL });
    expect(boards().length).toBe(1);
    await bench.pass(2000);
    expect(boards().length).toBe(5);
    const others = bench.updates.filter((one) => one.update.type === 'signal' && one.agent !== 'sam');
    expect([others, boardsOf({ bench } as Ears, 'sam-other')]).toEqual([[], []]);
    await sam.request('board.watch', { on: false });
    await bench.pass(2000);
    expect(boards().length).toBe(5);
  });

  it('shows agents with status, since and call, and queues with who waits and the service level', async () => {
    const { bench, alice, serve, last } = await watching();
    const began = bench.clock.now();
    const id = await serve(alice);
    await bench.pass(500);
    expect(last().agents.find((agent) => agent.id === 'alice')).toEqual({
      ...{ id: 'alice', name: 'alice', status: 'busy', since: began, reach: 'page', skillGroups: ['support'] },
      session: {
        ...{ id, kind: 'phone', role: 'handler', direction: 'in', phase: 'active', held: false, since: began },
        ...{ skillGroup: { id: 'support', name: 'Support' }, mayListen: true },
        peer: { role: 'customer', number: '+8613800138000' },
      },
    });
    expect(last().agents.find((agent) => agent.id === 'bob')).not.toHaveProperty('session');
    await bench.pass(6000);
    bench.phone.incoming('13800138001');
    await bench.pass(500);
    bench.phone.incoming('13800138002');
    const since = bench.clock.now();
    await bench.pass(500);
    expect(last().queues[0]).toEqual({
      ...{ id: 'support', name: 'Support', waiting: 1, longestSince: since },
      serviceLevel: { withinMs: 5000, offered: 3, answered: 1 },
    });
  });

  it('counts an answer that came too late as offered only, and begins anew each day', async () => {
    const { bench, sam, bob, alice, serve, last } = await watching();
    await alice.request('agent.setStatus', { status: 'not-ready' });
    bench.phone.incoming('13800138001');
    await bench.pass(6000);
    await bob.request('call.answer', { sessionId: bob.call().id });
    await bench.pass(500);
    expect(last().queues[0]?.serviceLevel).toEqual({ withinMs: 5000, offered: 1, answered: 0 });
    await alice.request('agent.setStatus', { status: 'idle' });
    await serve(alice, '13800138003');
    await bench.pass(500);
    expect(last().queues[0]?.serviceLevel).toEqual({ withinMs: 5000, offered: 2, answered: 1 });
    await sam.request('board.watch', { on: false });
    await bench.clock.advanceAsync(24 * 3600_000);
    await sam.request('board.watch', { on: true });
    expect(last().queues[0]?.serviceLevel).toEqual({ withinMs: 5000, offered: 0, answered: 0 });
  });

  it('masks numbers for who may only look', async () => {
    const { bench, alice, serve, last } = await watching(['board']);
    await serve(alice);
    await bench.pass(500);
    const session = last().agents.find((agent) => agent.id === 'alice')?.session;
    expect(session).toMatchObject({ mayListen: false, peer: { number: '**********8000', masked: true } });
    expect(JSON.stringify(bench.updates.filter((one) => one.agent === 'sam'))).not.toContain('13800138');
  });

  it('shows the groups of the token, and of a call in another group that there is one', async () => {
    const { bench, carol, last } = await watching(ALL, ['sales']);
    expect([last().agents.map((agent) => agent.id), last().queues.map((queue) => queue.id)]).toEqual([
      ['carol'],
      ['sales'],
    ]);
    await carol.request('call.dial', { to: { agent: 'alice' } });
    await bench.pass(500);
    expect(last().agents[0]?.session).toMatchObject({ kind: 'internal', mayListen: true });
  });

  it('is computed once for all who watch', async () => {
    const { bench, last } = await watching();
    const dora = bench.sit('dora', { rights: ALL });
    const eve = bench.sit('eve', { rights: ['board'], supervises: ['sales'] });
    for (const one of [dora, eve]) await one.request('board.watch', { on: true });
    await bench.pass(500);
    expect(boardsOf({ bench } as Ears, 'dora-page').at(-1)).toBe(last());
    expect(boardsOf({ bench } as Ears, 'eve-page').at(-1)).not.toEqual(last());
  });

  it('stops with the right, and with the page; then nothing ticks', async () => {
    const { bench, sam, boards } = await watching();
    bench.centre.identify({ ...sam.seat, identity: { ...sam.seat.identity, rights: ['supervise'] } });
    await bench.pass(2000);
    expect(boards().length).toBe(1);
    const dora = bench.sit('dora', { rights: ALL });
    await dora.request('board.watch', { on: true });
    dora.close();
    const sent = boardsOf({ bench } as Ears, 'dora-page').length;
    await bench.pass(2000);
    expect(boardsOf({ bench } as Ears, 'dora-page').length).toBe(sent);
  });
});
