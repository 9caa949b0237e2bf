import { fakeAgent, fakeOffer, fakeState, settle } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { callCommand, reduceCall, type CallEvent, type CallSnapshot } from '../../model/index.ts';
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

type Step = { call: number; fact: number } | { fault: 'drop' | 'lose' | 'restart' } | { agent: number };

/** What happens at the centre: it moves by the table, as the real one does, and says so. */
function perform(centre: ScriptedCentre, step: Step, at: number): void {
  if ('agent' in step) {
    const agent = fakeAgent('alice', { rights: step.agent % 2 ? ['dial'] : [], leadPage: `p${step.agent}` });
    return centre.publish({ type: 'agent', agent, cause: 'agentChanged' });
  }
  if ('fault' in step) {
    if (step.fault === 'restart') centre.restart(centre.state);
    centre.canReplay = step.fault === 'drop';
    return centre.socket.drop();
  }
  const id = `s${step.call}`;
  const call = centre.state.sessions.find((session) => session.id === id);
  if (!call) {
    return centre.publish({ type: 'session', session: fakeOffer(id, '1', at), cause: 'sessionOffered' });
  }
  const fact = FACTS[step.fact % FACTS.length];
  if (!fact || call.kind === 'im') return;
  const [next, effects] = reduceCall(call as CallSnapshot, { ...fact, at });
  for (const effect of effects) {
    if (effect.type !== 'announce') continue;
    if (effect.event === 'sessionRemoved') centre.publish({ type: 'removed', id, cause: effect.event });
    else centre.publish({ type: 'session', session: next, cause: effect.event });
  }
}

const steps = fc.array(
  fc.oneof(
    { weight: 30, arbitrary: fc.record({ call: fc.nat(4), fact: fc.nat(FACTS.length - 1) }) },
    { weight: 3, arbitrary: fc.record({ agent: fc.nat(3) }) },
    {
      weight: 1,
      arbitrary: fc.record({ fault: fc.constantFrom('drop' as const, 'lose' as const, 'restart' as const) }),
    },
  ),
  { minLength: 500, maxLength: 500 },
);

describe('the page mirrors the centre', () => {
  it('over 10,000 random updates with losses, replays and resets, each cause at most once', async () => {
    let updates = 0;
    const oneRun = async (script: Step[]): Promise<void> => {
      const { centre, clock, workstation, connection } = createPage();
      centre.state = fakeState();
      await workstation.connect();
      const heard = new Map<string, number>();
      workstation.on('sessionOffered', ({ session }) => {
        const key = `${session.id} ${session.createdAt}`;
        heard.set(key, (heard.get(key) ?? 0) + 1);
      });
      let at = 1_700_000_000_000;
      for (const step of script) {
        perform(centre, step, ++at);
        await settle();
        for (let wait = 0; connection().state !== 'ready' && wait < 200; wait++) await clock.advanceAsync(100);
        await settle();
        const { agent, sessions } = workstation.getSnapshot();
        const mirrored = same([agent, sessions], [centre.state.agent, centre.state.sessions]);
        if (!mirrored) expect({ agent, sessions }).toEqual(centre.state);
      }
      expect([...heard.values()].filter((times) => times > 1)).toEqual([]);
      updates += script.length;
      await workstation.close();
    };
    await fc.assert(fc.asyncProperty(steps, oneRun), { numRuns: 20, endOnFailure: true });
    expect(updates).toBeGreaterThanOrEqual(10_000);
  }, 60_000);
});
