import { END_REASONS, type ActiveCall, type CallSnapshot, type CallVerb } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import type { Workstation } from '@callstation/core';
import { describe, expect, it } from 'vitest';

import { bridged } from './bridge-pair.ts';
import { linkAgents, type LinkOptions } from './link-agents.ts';
import { SCENARIOS, type ScenarioButton, type ScenarioStep } from './scenarios.ts';

const labels = Object.entries(words('en').callVerbs) as [CallVerb, string][];
const verbOf = (button: ScenarioButton): CallVerb | undefined => labels.find(([, label]) => label === button)?.[0];

describe('every scenario', () => {
  it('has a name of its own', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  });

  it.each(SCENARIOS.map((one) => [one.name, one.steps] as const))(
    '%s presses what there is, and ends as calls do',
    (_, steps) => {
      const buttons = steps.flatMap((step) => ('do' in step && step.do === 'press' ? [step.button] : []));
      const ends = steps.flatMap((step) => ('see' in step && step.see === 'end' ? [step.reason] : []));
      expect(buttons.filter((button) => verbOf(button) === undefined)).toEqual([]);
      expect(ends.filter((reason) => !END_REASONS.some((known) => known === reason))).toEqual([]);
    },
  );
});

/** Scenarios with a second party, which linked agents can play: the far end of a number answers, or is busy. */
const SECOND = SCENARIOS.filter(({ steps }) =>
  steps.some((step) => 'do' in step && ['consult', 'transfer', 'conference'].includes(step.do)),
);

describe.each<[string, LinkOptions]>([
  ['with linked agents', {}],
  ['with linked agents, each through a webview bridge', { through: bridged }],
])('%s', (_way, options) => {
  it.each(SECOND.map((one) => [one.name, one.steps] as const))('%s', async (_, steps) => {
    expect(steps.length).toBeGreaterThan(3);
    const linked = await linkAgents(options);
    const { alice, bob, exchange } = linked;
    let id = '';
    let end: unknown = null;
    alice.on('sessionEnded', ({ session }) => (end = 'end' in session && session.end.reason));
    const call = (): CallSnapshot => alice.getSnapshot().sessions[0] as CallSnapshot;
    const perform = async (step: ScenarioStep): Promise<void> => {
      if ('see' in step) {
        if (step.see === 'phase') expect(call().phase).toBe(step.phase);
        if (step.see === 'end') expect(end).toBe(step.reason);
        if (step.see === 'others') expect((call() as ActiveCall).others).toHaveLength(step.count);
        if (step.see === 'consult') {
          expect((call() as ActiveCall).consult.state).toBe(step.state);
          if (step.failed) expect((call() as ActiveCall).consult).toMatchObject({ failed: { reason: step.failed } });
        }
      } else if ('do' in step && step.do === 'dial') {
        ({ id } = await alice.calls.dial({ to: step.number }));
        exchange.customer.answer(id);
      } else if ('do' in step && step.do === 'press') {
        const verb = verbOf(step.button);
        const seat: Workstation = step.at === 'bob' ? bob : alice;
        if (verb) await (seat.calls[verb] as (id: string) => Promise<void>)(id);
      } else if ('do' in step && (step.do === 'consult' || step.do === 'transfer' || step.do === 'conference')) {
        await alice.calls[step.do](id, { to: step.to });
        if (!('number' in step.to)) return;
        if (step.to.number === '20005') exchange.asked.refuse(id, { reason: 'busy', by: 'peer' });
        else exchange.asked.answer(id);
      }
    };
    for (const step of steps) await perform(step);
  });
});
