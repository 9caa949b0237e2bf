import { fakeAgent, fakeOffer, fakeState, settle } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  callCommand,
  DOMAIN_EVENTS,
  reduceCall,
  type CallEvent,
  type CallSnapshot,
  type Update,
} from '../../model/index.ts';
import type { SessionEvent } from '../../client/events.types.ts';
import { same } from '../../client/same.ts';
import { createPage, type ScriptedCentre } from './testing/scripted-centre.ts';

const FACTS: CallEvent[] = [
  { type: 'leg', leg: { state: 'flowing', at: { page: 'p' } } },
  { type: 'leg', leg: { state: 'lost', at: { page: 'p' }, deadline: 9 } },
  { type: 'held' },
  { type: 'resumed' },
  { type: 'muted' },
  { type: 'unmuted' },
  callCommand('answer', {}, 'p'),
  callCommand('hold', {}),
  callCommand('mute', {}),
  { type: 'context', context: { remark: 'r' } },
  { type: 'ended', end: { reason: 'remoteHangup', by: 'peer' }, wrapUp: { deadline: 99 } },
  callCommand('complete', {}),
];

type Change = { call: number; fact: number } | { agent: number };
type Step = Change | { fault: 'drop' | 'lose' | 'restart'; meanwhile: Change[] };

/** What the centre does for a change: it moves by the table, as the real one does. */
function updatesOf(centre: ScriptedCentre, change: Change, at: number): Exclude<Update, { type: 'reset' }>[] {
  if ('agent' in change) {
    const agent = fakeAgent('alice', { rights: change.agent % 2 ? ['dial'] : [], leadPage: `p${change.agent}` });
    return [{ type: 'agent', agent, cause: 'agentChanged' }];
  }
  const id = `s${change.call}`;
  const call = centre.state.sessions.find((session) => session.id === id);
  if (!call) return [{ type: 'session', session: fakeOffer(id, '1', at), cause: 'sessionOffered' }];
  const fact = FACTS[change.fact % FACTS.length];
  if (!fact || call.kind === 'im') return [];
  const [session, effects] = reduceCall(call as CallSnapshot, { ...fact, at });
  return effects.flatMap((effect): Exclude<Update, { type: 'reset' }>[] => {
    if (effect.type !== 'announce') return [];
    const { event: cause } = effect;
    return [cause === 'sessionRemoved' ? { type: 'removed', id, cause } : { type: 'session', session, cause }];
  });
}

/** What an app must hear of an update: which event, of whom. */
function eventOf(update: Update): string {
  if (update.type === 'session') return `${update.cause} ${update.session.id} ${update.session.kind}`;
  if (update.type === 'removed') return `${update.cause} ${update.id}`;
  return update.type === 'agent' ? update.cause : update.type;
}

const changes = fc.oneof(
  { weight: 10, arbitrary: fc.record({ call: fc.nat(4), fact: fc.nat(FACTS.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ agent: fc.nat(3) }) },
);
const faults = fc.record({
  fault: fc.constantFrom('drop' as const, 'lose' as const, 'restart' as const),
  meanwhile: fc.array(changes, { maxLength: 6 }),
});
const steps = fc.array(fc.oneof({ weight: 33, arbitrary: changes }, { weight: 1, arbitrary: faults }), {
  minLength: 500,
  maxLength: 500,
});

/** Runs a script against a page and compares after every step: the same state, and every cause once, in order. */
class Run {
  readonly #page = createPage();
  readonly #due: string[] = [];
  readonly #heard: string[] = [];
  #at = 1_700_000_000_000;
  /** How many causes were heard, how many of them came by a replay, and how many a reset swallowed. */
  readonly counts = { heard: 0, replayed: 0, swallowed: 0 };

  async play(script: Step[], differs: (seen: unknown, due: unknown) => void): Promise<void> {
    const { centre, workstation } = this.#page;
    centre.state = fakeState();
    await workstation.connect();
    for (const name of DOMAIN_EVENTS) {
      workstation.on(name, (event) => {
        this.#heard.push('agent' in event ? name : spell(name, event));
      });
    }
    for (const step of script) {
      this.#perform(step);
      await this.#settled();
      const { agent, sessions } = workstation.getSnapshot();
      const due = { state: [centre.state.agent, centre.state.sessions], events: this.#due };
      const seen = { state: [agent, sessions], events: this.#heard };
      if (!same(seen, due)) differs(seen, due);
      this.counts.heard += this.#heard.length;
      this.#heard.length = this.#due.length = 0;
    }
    await workstation.close();
  }

  #perform(step: Step): void {
    const { centre } = this.#page;
    if (!('fault' in step)) return void this.#due.push(...this.#publish(step));
    if (step.fault === 'restart') centre.restart(centre.state);
    centre.canReplay = step.fault === 'drop';
    centre.socket.drop();
    const missed = step.meanwhile.flatMap((change) => this.#publish(change));
    // After a replay every cause is heard; after a reset none.
    if (step.fault === 'drop') this.#due.push(...missed);
    this.counts[step.fault === 'drop' ? 'replayed' : 'swallowed'] += missed.length;
  }

  #publish(change: Change): string[] {
    const updates = updatesOf(this.#page.centre, change, ++this.#at);
    this.#page.centre.publish(...updates);
    return updates.map(eventOf);
  }

  async #settled(): Promise<void> {
    const { clock, connection } = this.#page;
    await settle();
    for (let wait = 0; connection().state !== 'ready' && wait < 200; wait++) await clock.advanceAsync(100);
    await settle();
  }
}

function spell(name: string, { session, current }: SessionEvent): string {
  return current === null ? `${name} ${session.id}` : `${name} ${session.id} ${session.kind}`;
}

describe('the page mirrors the centre', () => {
  it('over 10,000 random updates with losses, replays and resets, each cause exactly once and in order', async () => {
    const total = { steps: 0, heard: 0, replayed: 0, swallowed: 0 };
    const oneRun = async (script: Step[]): Promise<void> => {
      const run = new Run();
      await run.play(script, (seen, due) => expect(seen).toEqual(due));
      total.steps += script.length;
      for (const key of ['heard', 'replayed', 'swallowed'] as const) total[key] += run.counts[key];
    };
    await fc.assert(fc.asyncProperty(steps, oneRun), { numRuns: 20, endOnFailure: true });
    expect(total.steps).toBeGreaterThanOrEqual(10_000);
    expect(total.heard).toBeGreaterThan(3000);
    expect(total.replayed).toBeGreaterThan(50);
    expect(total.swallowed).toBeGreaterThan(50);
  }, 60_000);
});
