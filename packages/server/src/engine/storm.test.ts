import fc from 'fast-check';
import type { EndReason } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';
import { demoApp } from './app-config.ts';
import { recordFaults } from './testing/record-faults.ts';
import { createBench, type Bench, type TestSeat } from './testing/bench.ts';

/** One thing that happens. Numbers choose among what exists then, so that shrunken runs still mean something. */
type Act =
  | { act: 'command'; agent: number; verb: (typeof VERBS)[number] }
  | { act: 'dial'; agent: number; to: number }
  | { act: 'status'; agent: number; status: number }
  | { act: 'page'; agent: number; page: number; open: boolean }
  | { act: 'incoming' }
  | { act: 'leg'; leg: number; event: 'ringing' | 'answered' | 'media' | 'mediaLost' }
  | { act: 'end'; leg: number; reason: EndReason }
  | { act: 'fail'; order: number }
  | { act: 'stall'; order: number }
  | { act: 'pass'; ms: number }
  | { act: 'rest' };

const VERBS = ['answer', 'reject', 'hangup', 'complete', 'hold', 'resume', 'mute', 'unmute', 'sendDigits'] as const;
const ORDERS = ['dial', 'join', 'answer', 'hold', 'unhold', 'gate', 'play', 'leave'] as const;
const AGENTS = ['alice', 'bob', 'carol'];
const STATUSES = [{ status: 'idle' }, { status: 'not-ready' }, { status: 'offline' }, { status: 'wrap-up' }] as const;

const agent = fc.nat(AGENTS.length - 1);
const some = fc.nat(9);
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('command' as const), agent, verb: fc.constantFrom(...VERBS) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('dial' as const), agent, to: some }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('status' as const), agent, status: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('page' as const), agent, page: fc.nat(1), open: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('incoming' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('leg' as const),
      leg: some,
      event: fc.constantFrom('ringing', 'answered', 'media', 'mediaLost'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('end' as const),
      leg: some,
      reason: fc.constantFrom('remoteHangup', 'busy', 'networkLost', 'localHangup'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('fail' as const), order: fc.nat(ORDERS.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('stall' as const), order: fc.nat(ORDERS.length - 1) }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('pass' as const), ms: fc.constantFrom(1, 1000, 20_000, 40_000) }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('rest' as const) }) },
) as fc.Arbitrary<Act>;

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

interface Storm {
  bench: Bench;
  seats: Map<string, TestSeat>;
  stalled: (() => void)[];
  /** Refusals that were not typed. */
  wrong: unknown[];
}

function ask(storm: Storm, request: Promise<unknown>): void {
  request.catch((error: unknown) => {
    if (!(error instanceof CallstationError) || error.code === 'internal') storm.wrong.push(error);
  });
}

function command(storm: Storm, of: Extract<Act, { act: 'command' }>): void {
  const name = AGENTS[of.agent] ?? '';
  const seat = [...storm.seats].filter(([key]) => key.startsWith(name)).at(-1)?.[1];
  const call = seat?.state().sessions[0];
  if (!seat || !call) return;
  ask(storm, seat.request(`call.${of.verb}`, { sessionId: call.id, digits: '1' }));
}

async function happen(storm: Storm, a: Act): Promise<void> {
  const { bench, seats } = storm;
  const { phone } = bench;
  switch (a.act) {
    case 'command':
      return command(storm, a);
    case 'dial': {
      const seat = seats.get(`${AGENTS[a.agent] ?? ''}/0`);
      const to = a.to < 5 ? { number: '10001' } : { agent: AGENTS[a.to % AGENTS.length] ?? '' };
      return seat && ask(storm, seat.request('call.dial', { to }));
    }
    case 'status': {
      const seat = seats.get(`${AGENTS[a.agent] ?? ''}/0`);
      return seat && ask(storm, seat.request('agent.setStatus', STATUSES[a.status] ?? STATUSES[0]));
    }
    case 'page': {
      const name = AGENTS[a.agent] ?? '';
      const key = `${name}/${a.page}`;
      if (a.open) seats.set(key, bench.sit(name, { page: key }));
      else seats.get(key)?.close();
      if (!a.open) seats.delete(key);
      return;
    }
    case 'incoming':
      return void phone.incoming('13800138000');
    case 'leg': {
      const leg = pick(phone.live(), a.leg);
      return leg && phone.emit({ type: a.event, leg: leg.leg });
    }
    case 'end': {
      const leg = pick(phone.live(), a.leg);
      return leg && phone.end(leg.leg, { reason: a.reason, by: a.reason === 'localHangup' ? 'agent' : 'peer' });
    }
    case 'fail':
      return phone.fail(ORDERS[a.order] ?? 'dial', 1, new CallstationError('mediaFailed'));
    case 'stall':
      return void storm.stalled.push(phone.block(ORDERS[a.order] ?? 'dial'));
    case 'pass':
      return bench.pass(a.ms);
    case 'rest':
      return bench.rest();
  }
}

/** What every page mirrors is what a page that opens now would be given. */
function mirrorsAreTrue({ bench, seats }: Storm): void {
  for (const seat of seats.values()) {
    const mirrored = seat.state();
    // Opening counts as use, so the lead page may move; what was mirrored before it moved is compared without.
    const { agent, ...truth } = bench.centre.open(seat.seat, { visible: true });
    const { leadPage: _led, ...known } = mirrored.agent;
    expect({ ...truth, agent }).toEqual({ ...mirrored, agent: { ...known, leadPage: agent.leadPage } });
  }
}

describe('whatever happens', () => {
  it('nothing throws, mirrors are true, and once all have hung up nothing is left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const apps = [{ ...demoApp, skillGroups: demoApp.skillGroups.map((g) => ({ ...g, wrapUpMs: 5000 })) }];
        const bench = await createBench({ apps });
        const storm: Storm = { bench, seats: new Map(), stalled: [], wrong: [] };
        for (const name of AGENTS) storm.seats.set(`${name}/0`, bench.sit(name, { page: `${name}/0` }));
        for (const a of acts) await happen(storm, a);
        for (const release of storm.stalled) release();
        await bench.pass(100);
        mirrorsAreTrue(storm);
        if (!acts.some((a) => a.act === 'fail' || a.act === 'stall')) talkersTalk(storm);
        await finish(storm);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

/** Who talks is joined to whom they talk to, as muted and held as their page says, and hears no sound of waiting. */
function talkersTalk({ bench, seats }: Storm): void {
  const { phone } = bench;
  for (const seat of seats.values()) {
    const call = seat.state().sessions[0];
    if (call?.kind !== 'phone' || call.phase !== 'active' || call.leg.state !== 'flowing') continue;
    const page = call.leg.at !== null && 'page' in call.leg.at ? phone.to({ page: call.leg.at.page }) : null;
    if (call.hold === 'held') {
      // Stepped out: the leg is free for the agent's other call.
      expect(page?.room).toBeNull();
      continue;
    }
    const others = phone.live().filter((leg) => leg.room !== null && leg.room === page?.room && leg !== page);
    expect(others.length).toBe(1);
    expect({ gated: page?.gated, held: others[0]?.held }).toEqual({ gated: call.mute === 'on', held: false });
    expect([...phone.plays.values()]).not.toContainEqual({ leg: others[0]?.leg });
    expect([...phone.plays.values()]).not.toContainEqual({ room: page?.room });
  }
}

/** First the agents let go, then the customers who still wait. */
async function everybodyLetsGo({ bench, seats }: Storm): Promise<void> {
  const { phone } = bench;
  for (const seat of seats.values()) {
    await seat.request('agent.setStatus', { status: 'not-ready' });
    for (const { id: sessionId } of seat.state().sessions) {
      for (const verb of ['hangup', 'reject', 'complete'] as const) {
        await seat.request(`call.${verb}`, { sessionId }).catch(() => {});
      }
    }
  }
  // Agents whose page is gone lose their calls by time.
  await bench.pass(60_000);
  // Whom they had dialled and who had answered waits in the queue, as any other customer.
  const plays = [...phone.plays.values()];
  const waits = (id: string): boolean => plays.some((to) => 'leg' in to && to.leg === id);
  expect(phone.live().filter((leg) => !leg.incoming && !waits(leg.leg))).toEqual([]);
  for (const leg of phone.live()) phone.end(leg.leg, { reason: 'remoteHangup', by: 'peer' });
  await bench.pass(60_000);
}

async function finish(storm: Storm): Promise<void> {
  const { bench, seats, wrong } = storm;
  const { phone } = bench;
  await everybodyLetsGo(storm);
  expect(wrong).toEqual([]);
  expect(bench.logs.filter((line) => line.level === 'error')).toEqual([]);
  expect(phone.live()).toEqual([]);
  expect([...phone.rooms().keys()]).toEqual([]);
  expect([...phone.plays.keys()]).toEqual([]);
  for (const seat of seats.values()) expect(seat.state().sessions).toEqual([]);
  for (const seat of seats.values()) seat.close();
  await bench.pass(400_000);
  expect(bench.clock.pending).toBe(0);
  expect(recordFaults(bench.store)).toEqual([]);
}
