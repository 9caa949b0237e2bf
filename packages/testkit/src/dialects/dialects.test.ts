import { describe, expect, it } from 'vitest';

import { bridged } from '../bridge-pair.ts';
import { coreDialect, type Dialect } from './core-dialect.ts';
import { expectedTrace, playDialect } from './play-dialect.ts';
import { DIALECT_SCENARIOS, type DialectScenario } from './scenarios.ts';

const named = (name: string): DialectScenario => {
  const found = DIALECT_SCENARIOS.find((one) => one.name === name);
  if (!found) throw new Error(`no scenario ${name}`);
  return found;
};
const played = async (name: string, options = {}): Promise<string[]> =>
  (await playDialect(named(name), coreDialect, options)).map((entry) => Object.values(entry).join(' '));

describe('the core, in the scenarios of all dialects', () => {
  it.each([
    [
      'inbound, answered',
      'ringing +491701234567, status busy, connected, ended peer, status wrap-up, status idle, cleared',
    ],
    ['inbound, abandoned', 'ringing +491701234567, status busy, ended peer, status idle, cleared'],
    ['inbound, rejected', 'ringing +491701234567, status busy, ended agent, status idle, cleared'],
    ['inbound, moved on', 'ringing +491701234567, status busy, movedOn, status idle, cleared'],
    [
      'outbound, answered',
      'dialing, status busy, alerting, connected, ended peer, status wrap-up, status idle, cleared',
    ],
    ['outbound, unanswered', 'dialing, status busy, alerting, ended centre, status idle, cleared'],
    ['outbound, cancelled', 'dialing, status busy, alerting, ended agent, status idle, cleared'],
    [
      'blind transfer to a colleague',
      'ringing +491701234567, status busy, connected, held, transferred, ended agent, status wrap-up, status idle, cleared',
    ],
    ['status', 'status break, status idle, status not-ready, status wrap-up, status offline, status idle'],
  ])('%s', async (name, trace) => {
    expect((await played(name)).join(', ')).toBe(trace);
  });

  it('holds, mutes, sends digits, comes back from a transfer and refuses', async () => {
    const all = new Map<string, string[]>();
    for (const { name } of DIALECT_SCENARIOS) all.set(name, await played(name));
    expect(all.get('hold and resume')).toEqual(expect.arrayContaining(['held', 'resumed']));
    expect(all.get('mute and unmute')).toEqual(expect.arrayContaining(['muted', 'unmuted']));
    expect(all.get('keypad tones')).toContain('digits 12#');
    expect(all.get('blind transfer that comes back')).toContain('givenBack');
    expect(all.get('a verb too early')).toContain('refused hold');
    expect(all.get('a colleague calls')?.[0]).toBe('ringing bob');
    expect([...all.values()].filter((trace) => trace.length < 5)).toEqual([]);
  });

  it('is the same through a webview bridge', async () => {
    for (const scenario of DIALECT_SCENARIOS) {
      const trace = await playDialect(scenario, coreDialect, { through: bridged });
      expect(trace).toEqual(await playDialect(scenario, coreDialect));
    }
  });

  it('is the same after it was dropped and opened again before any step', async () => {
    for (const scenario of DIALECT_SCENARIOS) {
      const whole = await playDialect(scenario, coreDialect);
      for (const rebuildBefore of scenario.steps.keys()) {
        expect(await playDialect(scenario, coreDialect, { rebuildBefore })).toEqual(whole);
      }
    }
  });
});

describe('a dialect with few words', () => {
  const terse: Dialect = {
    name: 'terse',
    express: (entry) => (entry.saw === 'ended' ? { saw: 'ended' } : null),
    open(workstation, tell) {
      const stop = workstation.on('sessionEnded', ({ session }) => {
        if (session.phase === 'ended' && session.end.reason !== 'requeued') tell({ saw: 'ended' });
      });
      return { verbs: {}, close: stop };
    },
  };

  it('is expected to tell what it can express, and the core does what it has no verb for', async () => {
    for (const scenario of DIALECT_SCENARIOS) {
      const told = (await playDialect(scenario, terse)).filter(({ saw }) => saw === 'ended');
      expect(told).toEqual(await expectedTrace(scenario, terse));
    }
  });
});
