import { describe, expect, it } from 'vitest';
import { parseScenario, type Scenario } from './scenario.ts';
import { MAGIC_NUMBERS, OTHER_NUMBERS, SCENARIOS } from './scenarios/index.ts';
import { loadVoice } from './voice.ts';

const bad = (input: unknown): string => {
  try {
    parseScenario(input as Scenario);
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalidArgument', retryable: false });
    return (error as Error).message;
  }
  throw new Error('was accepted');
};

describe('parseScenario', () => {
  it('fills in defaults', () => {
    expect(parseScenario({ steps: [{ do: 'tone', hz: 660, ms: 100 }, { do: 'hangup' }] }).steps).toEqual([
      { do: 'tone', hz: 660, ms: 100, level: 0.3 },
      { do: 'hangup', after: 0, reason: 'remoteHangup', by: 'peer' },
    ]);
  });

  it.each([
    [{ steps: [] }, 'scenario.steps'],
    [{ steps: [{ do: 'dance' }] }, 'scenario.steps.0.do'],
    [{ steps: [{ do: 'answer' }, { do: 'wait', ms: -1 }] }, 'scenario.steps.1.ms'],
    [{ steps: [{ do: 'wait', ms: 1e12 }] }, 'scenario.steps.0.ms'],
    [{ steps: [{ do: 'wait', ms: '1' }] }, 'scenario.steps.0.ms'],
    [{ steps: [{ do: 'tone', hz: 9000, ms: 1 }] }, 'scenario.steps.0.hz'],
    [{ steps: [{ do: 'tone', hz: 440, ms: 1, level: 2 }] }, 'scenario.steps.0.level'],
    [{ steps: [{ do: 'say', voice: '../../etc/passwd' }] }, 'scenario.steps.0.voice'],
    [{ steps: [{ do: 'hangup', reason: 'bored' }] }, 'scenario.steps.0.reason'],
    [{ steps: [{ do: 'echo', extra: 1 }] }, 'scenario.steps.0.extra'],
    [{ steps: Array.from({ length: 101 }, () => ({ do: 'echo' })) }, 'scenario.steps'],
    [{}, 'scenario.steps'],
    [7, 'scenario:'],
    [null, 'scenario:'],
  ])('says where %j is wrong', (input, place) => {
    expect(bad(input)).toContain(place);
  });

  it('knows a scenario by its magic number too', () => {
    expect(parseScenario('10001')).toEqual(parseScenario('echo'));
  });

  it('names what there is when the name is unknown, and is not fooled by inherited names', () => {
    expect(bad('nobody')).toContain('caller');
    expect(bad('constructor')).toContain('caller');
  });

  it('accepts every scenario of its own, with voices that exist', () => {
    const steps = Object.values(SCENARIOS).flatMap((scenario) => parseScenario(scenario).steps);
    const voices = steps.flatMap((step) => ('voice' in step && step.voice !== undefined ? [step.voice] : []));
    expect(voices.length).toBeGreaterThan(5);
    expect(voices.filter((voice) => loadVoice(voice).length < 16_000)).toEqual([]);
    expect([...Object.values(MAGIC_NUMBERS), OTHER_NUMBERS].every((name) => name in SCENARIOS)).toBe(true);
  });
});

describe('loadVoice', () => {
  it.each(['nothing', '../voice/hello', '', 'Hello'])('refuses %j', (name) => {
    expect(() => loadVoice(name)).toThrow(expect.objectContaining({ code: 'invalidArgument' }));
  });
});
