import {
  createBridgePair,
  createFakeClock,
  createFakeLogger,
  createFakeMedia,
  createFakeNetwork,
  createFakePageSip,
  createFakeRandom,
  fakeAgent,
  fakeOffer,
  fakeState,
} from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createWorkstation } from '../../client/create-workstation.ts';
import type { CallstationError } from '../../protocol/index.ts';
import { callcenter } from '../callcenter/callcenter.ts';
import { ScriptedCentre } from '../callcenter/testing/scripted-centre.ts';
import { bridge } from './bridge.ts';
import { serveBridge } from './serve-bridge.ts';

type Step =
  | { do: 'call'; id: number }
  | { do: 'over'; id: number }
  | { do: 'agent'; lead: number }
  | { do: 'command' }
  | { do: 'killFar'; after: number }
  | { do: 'dropSocket' }
  | { do: 'lose'; messages: number }
  | { do: 'wait'; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('call' as const), id: fc.nat(6) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('over' as const), id: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('agent' as const), lead: fc.nat(3) }) },
  { weight: 8, arbitrary: fc.constant({ do: 'command' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('killFar' as const), after: fc.nat(25_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'dropSocket' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), messages: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(4000) }) },
);

/** A workstation, the bridge, the real backend of a centre on the far side, and a centre that only speaks the protocol. */
class World {
  readonly clock = createFakeClock();
  readonly centre = new ScriptedCentre(this.clock);
  readonly pair = createBridgePair(this.clock);
  readonly answers = new Map<number, string>();
  readonly #delays: () => number;
  readonly #port = bridge({
    port: this.pair.near,
    token: () => 'token',
    ports: { clock: this.clock, random: createFakeRandom('near-'), logger: createFakeLogger() },
  });
  readonly workstation = createWorkstation({
    backend: this.#port,
    ports: { clock: this.clock, random: createFakeRandom('w-'), logger: createFakeLogger() },
  });
  commands = 0;
  resets = 0;
  #lose = 0;
  #fars = 0;
  #at = 1_700_000_000_000;

  constructor(delays: () => number) {
    this.#delays = delays;
    // Messages overtake each other, and some never arrive.
    this.pair.fate = () => (this.#lose > 0 && this.#lose-- > 0 ? null : this.#delays());
    this.workstation.on('resynchronised', () => this.resets++);
    this.farPage();
  }

  farPage(): void {
    const random = createFakeRandom(`far${++this.#fars}-`, 0);
    serveBridge(
      this.pair.far(),
      ({ token, visibility }) =>
        callcenter({
          ...{ url: 'https://centre.test/seat', token, media: createFakeMedia() },
          ports: {
            ...{ clock: this.clock, random, visibility, logger: createFakeLogger(), network: createFakeNetwork() },
            ...{ socket: this.centre.hub.factory, sip: () => createFakePageSip() },
          },
        }),
      { ports: { clock: this.clock, random, logger: createFakeLogger() } },
    );
  }

  async perform(one: Step): Promise<void> {
    const { centre, clock } = this;
    switch (one.do) {
      case 'call':
        return centre.publish({
          type: 'session',
          session: fakeOffer(`s${one.id}`, '1', ++this.#at),
          cause: 'sessionOffered',
        });
      case 'over':
        if (!centre.state.sessions.some(({ id }) => id === `s${one.id}`)) return;
        return centre.publish({ type: 'removed', id: `s${one.id}`, cause: 'sessionRemoved' });
      case 'agent':
        return centre.publish({
          type: 'agent',
          agent: fakeAgent('alice', { leadPage: `p${one.lead}` }),
          cause: 'agentChanged',
        });
      case 'command': {
        const mine = this.commands++;
        const done = (how: string): void => {
          expect(this.answers.has(mine)).toBe(false);
          this.answers.set(mine, how);
        };
        this.#port.request('agent.setStatus', { status: 'not-ready' }, `c${mine}`).then(
          () => done('done'),
          (error: CallstationError) => done(`${error.code} ${error.retryable}`),
        );
        return;
      }
      case 'killFar':
        this.pair.kill();
        await clock.advanceAsync(one.after);
        return this.farPage();
      case 'dropSocket':
        return centre.socket.drop();
      case 'lose':
        this.#lose += one.messages;
        return;
      case 'wait':
        return clock.advanceAsync(one.ms);
    }
  }
}

describe('a workstation over the bridge', () => {
  it('ends up as the centre is, with every command answered once and done once, whatever the bridge and its pages do', async () => {
    const total = { commands: 0, done: 0, failed: 0, resets: 0 };
    const run = async (steps: Step[], delays: number[]): Promise<void> => {
      let at = 0;
      const world = new World(() => delays[at++ % delays.length] ?? 0);
      world.centre.state = fakeState();
      await Promise.all([world.workstation.connect(), world.clock.advanceAsync(15_000)]);
      for (const one of steps) await world.perform(one);
      await world.clock.advanceAsync(90_000);
      const { agent, sessions, page } = world.workstation.getSnapshot();
      expect(page.connection.state).toBe('ready');
      expect([agent, sessions]).toEqual([world.centre.state.agent, world.centre.state.sessions]);
      expect(world.answers.size).toBe(world.commands);
      const ways = [...world.answers.values()];
      expect(ways.filter((way) => way !== 'done' && !/^(?:network|timeout|notReady) true$/.test(way))).toEqual([]);
      // What was answered as done was done; a repeat carried the same id, which a centre does once.
      for (const [mine, way] of world.answers) if (way === 'done') expect(world.centre.done.has(`c${mine}`)).toBe(true);
      total.commands += world.commands;
      total.done += ways.filter((way) => way === 'done').length;
      total.failed += ways.filter((way) => way !== 'done').length;
      total.resets += world.resets;
      await Promise.all([world.workstation.close(), world.clock.advanceAsync(5000)]);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 60, maxLength: 60 }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }),
        run,
      ),
      { numRuns: 15, endOnFailure: true },
    );
    expect(total.commands).toBeGreaterThan(100);
    expect(total.done).toBeGreaterThan(100);
    expect(total.resets).toBeGreaterThan(30);
  }, 60_000);
});
