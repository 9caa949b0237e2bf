import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakeClock, createFakeLogger, createFakeRandom, settle } from '@callstation/testkit';
import type { SwitchEvent, SwitchOrder } from '../switch.ts';
import { TrunkDouble } from '../testing/trunk-double.ts';
import { createEmbeddedSwitch } from './embedded-switch.ts';
import { codecsOpen } from './media/opus.ts';

const BYE = { reason: 'localHangup', by: 'system' } as const;
const HOW = { timeoutMs: 5000, earlyMedia: true };
const LEGS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** What may happen: an order, something the customer of a leg does, or time going by. */
type Step = SwitchOrder | { customer: number; does: 'ring' | 'answer' | 'end' | 'speak' } | { ms: number };

const leg = fc.constantFrom(...LEGS);
const room = fc.constantFrom('r', 's');
const play = fc.constantFrom('p', 'q');
const on = fc.boolean();
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: leg.map((id): Step => ['dial', id, { trunk: 'double', number: '1' }, HOW]) },
  { weight: 6, arbitrary: fc.tuple(room, leg).map(([to, id]): Step => ['join', to, id]) },
  { weight: 2, arbitrary: leg.map((id): Step => ['leave', id]) },
  { weight: 1, arbitrary: leg.map((id): Step => ['hangup', id, BYE]) },
  { weight: 2, arbitrary: fc.tuple(leg, on).map(([id, music]): Step => ['hold', id, music ? 'default' : null]) },
  { weight: 1, arbitrary: leg.map((id): Step => ['unhold', id]) },
  { weight: 2, arbitrary: fc.tuple(leg, on).map(([id, gated]): Step => ['gate', id, gated]) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(play, room, on)
      .map(([id, to, loop]): Step => ['play', id, { room: to }, { tone: 'lost' }, loop]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(play, leg, on).map(([id, to, loop]): Step => ['play', id, { leg: to }, { tone: 'lost' }, loop]),
  },
  { weight: 1, arbitrary: play.map((id): Step => ['stopPlay', id]) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(7), fc.constantFrom('ring', 'answer', 'answer', 'end', 'speak', 'speak'))
      .map(([customer, does]): Step => ({ customer, does }) as Step),
  },
  { weight: 5, arbitrary: fc.constantFrom(5, 20, 45, 200, 6000).map((ms): Step => ({ ms })) },
);

async function setUp() {
  const clock = createFakeClock();
  const trunk = new TrunkDouble();
  trunk.dialled = () => undefined;
  const logger = createFakeLogger();
  const port = createEmbeddedSwitch({ clock, random: createFakeRandom('x'), logger, trunks: [trunk] });
  const events: SwitchEvent[] = [];
  await port.start((event) => events.push(event));
  /** Does a step; what is refused is refused, and nothing else may come of it. */
  const act = async (what: Step): Promise<void> => {
    if ('ms' in what) return clock.advance(what.ms);
    if ('does' in what) {
      const customer = trunk.customers[what.customer];
      if (what.does === 'end') customer?.leg.end({ reason: 'remoteHangup', by: 'peer' });
      else if (what.does === 'speak') customer?.leg.write(new Int16Array(320).fill(1000));
      else customer?.leg[what.does]();
      return;
    }
    const [name, ...args] = what;
    await (port[name] as (...all: unknown[]) => Promise<void>)(...args).catch(() => undefined);
    await settle();
  };
  return { clock, trunk, port, events, act };
}

describe('what is left over', () => {
  it('is nothing once every leg is gone, whatever happened before, without a stop', async () => {
    const codecs = codecsOpen();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const { clock, trunk, port, act } = await setUp();
        for (const each of steps) await act(each);
        const { rooms, mixing, legs } = port.debug();
        expect(rooms).toBeLessThanOrEqual(legs);
        expect(mixing * 3).toBeLessThanOrEqual(legs);
        // Half of them end from our side, half from theirs.
        for (const [i, id] of LEGS.entries()) if (i % 2 === 0) await act(['hangup', id, BYE]);
        for (const customer of trunk.customers) customer.leg.end({ reason: 'remoteHangup', by: 'peer' });
        await settle();
        expect(port.debug()).toMatchObject({ legs: 0, rooms: 0, mixing: 0, plays: 0, ticking: 0, peerConnections: 0 });
        expect([clock.pending, codecsOpen()]).toEqual([0, codecs]);
        await port.stop();
      }),
      { numRuns: 150 },
    );
  });

  it('is nothing after a stop in the middle of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const { clock, port, act } = await setUp();
        for (const each of steps) await act(each);
        await port.stop();
        await settle();
        expect(port.debug()).toMatchObject({ legs: 0, rooms: 0, mixing: 0, plays: 0, ticking: 0, sockets: 0 });
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
