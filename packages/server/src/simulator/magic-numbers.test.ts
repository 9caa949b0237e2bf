import { createFakeClock, createFakeLogger, createFakeRandom, type FakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createFakeLeg, type FakeLeg } from './fake-leg.ts';
import { createSimulator, type Simulator } from './simulator.ts';
import { DIGIT_TONES } from './tones.ts';
import { loadVoice } from './voice.ts';

interface Rig {
  clock: FakeClock;
  simulator: Simulator;
  leg: FakeLeg;
}
function dial(number: string): Rig {
  const clock = createFakeClock();
  const simulator = createSimulator({ clock, random: createFakeRandom(), logger: createFakeLogger() });
  const leg = createFakeLeg(clock);
  simulator.dialed(number, leg, '4000');
  return { clock, simulator, leg };
}
const loudness = (leg: FakeLeg, from: number, to: number): number =>
  Math.max(
    0,
    ...leg.said
      .filter((f) => f.at >= from && f.at < to)
      .flatMap((f) => Array.from(f.pcm, (sample) => Math.abs(sample))),
  );
const voiceMs = (name: string): number => Math.ceil(loadVoice(name).length / 320) * 20;

describe('10001', () => {
  it('answers at once, beeps 300 ms of 1 kHz when it hears the centre, speaks, then echoes', () => {
    const { clock, leg } = dial('10001');
    expect(leg.log).toEqual(['0 ring', '0 answer']);
    clock.advance(200);
    expect(loudness(leg, 0, 240)).toBe(0);
    leg.hears(0, 20);
    leg.hears(50, 20, 0.002);
    clock.advance(3400);
    expect(leg.level(1000, 260, 500)).toBeGreaterThan(0.28);
    expect(leg.level(1000, 580, 780)).toBeLessThan(0.02);
    expect(loudness(leg, 580, 1500)).toBeGreaterThan(3000);
    leg.hears(440, 1000);
    clock.advance(100);
    expect(leg.level(440, 3900, 4500)).toBeGreaterThan(0.28);
  });

  it('beeps after 1.5 s though nothing is heard', () => {
    const { clock, leg } = dial('10001');
    clock.advance(2000);
    expect(leg.level(1000, 1540, 1760)).toBeGreaterThan(0.28);
    expect(loudness(leg, 0, 1500)).toBe(0);
  });

  it.each(['+8610001', '8610001', '110001'])('is known as %s too', (number) => {
    const { leg } = dial(number);
    expect(leg.log).toEqual(['0 ring', '0 answer']);
  });

  it('says a frame every 20 ms from the answer on', () => {
    const { clock, leg } = dial('10001');
    clock.advance(10_000);
    expect(leg.said).toHaveLength(501);
    expect(leg.said.at(-1)?.at).toBe(10_000);
  });
});

describe('numbers that are not answered', () => {
  it('10002 is busy', () => {
    const { clock, simulator, leg } = dial('10002');
    expect(leg.ends).toEqual([{ reason: 'busy', by: 'peer', cause: { sip: 486 } }]);
    expect(leg.log).toEqual(['0 end busy']);
    expect(simulator.customers.list()[0]).toMatchObject({ state: 'ended', ended: { reason: 'busy' } });
    expect(clock.pending).toBe(0);
  });

  it('10003 rings 30 s, then ends as not answered', () => {
    const { clock, simulator, leg } = dial('10003');
    clock.advance(29_999);
    expect(leg.log).toEqual(['0 ring']);
    expect(simulator.customers.list()[0]?.state).toBe('ringing');
    clock.advance(1);
    expect(leg.log).toEqual(['0 ring', '30000 end noAnswer']);
    expect(clock.pending).toBe(0);
  });

  it('10003 rings as long as a script says', () => {
    const { clock, simulator } = dial('10002');
    simulator.script('10003', {
      steps: [
        { do: 'ring', ms: 2000 },
        { do: 'hangup', reason: 'noAnswer' },
      ],
    });
    const leg = createFakeLeg(clock);
    simulator.dialed('10003', leg);
    clock.advance(2000);
    expect(leg.log).toEqual(['0 ring', '2000 end noAnswer']);
    simulator.script('10003', null);
    const again = createFakeLeg(clock);
    simulator.dialed('10003', again);
    clock.advance(2000);
    expect(again.log).toEqual(['0 ring']);
  });

  it('10004 declines after a second', () => {
    const { clock, leg } = dial('10004');
    clock.advance(1000);
    expect(leg.log).toEqual(['0 ring', '1000 end rejected']);
    expect(leg.ends[0]?.cause).toEqual({ sip: 603 });
    expect(clock.pending).toBe(0);
  });

  it('10006 is announced in early media, unanswered, then ends', () => {
    const { clock, simulator, leg } = dial('10006');
    clock.advance(20_000);
    const over = 300 + voiceMs('not-in-service');
    expect(leg.log).toEqual([`${over} end invalidNumber`]);
    expect(loudness(leg, 0, 300)).toBe(0);
    expect(loudness(leg, 300, over)).toBeGreaterThan(10_000);
    expect(leg.said).toHaveLength(voiceMs('not-in-service') / 20);
    expect(simulator.customers.list()[0]?.answeredAt).toBeNull();
    expect(clock.pending).toBe(0);
  });
});

describe('10005', () => {
  it('answers and hangs up after 5 s', () => {
    const { clock, leg, simulator } = dial('10005');
    clock.advance(60_000);
    expect(leg.log).toEqual(['0 ring', '0 answer', '5000 end remoteHangup']);
    expect(leg.ends[0]?.by).toBe('peer');
    expect(simulator.customers.list()[0]).toMatchObject({ state: 'ended', ended: { reason: 'remoteHangup' } });
    expect(clock.pending).toBe(0);
  });
});

describe('10007', () => {
  it('answers every key with its own tone, and keeps the keys', () => {
    const { clock, leg, simulator } = dial('10007');
    clock.advance(5000);
    for (const digit of Object.keys(DIGIT_TONES)) {
      const at = 5000 + leg.said.length * 20 - 5020;
      leg.emit({ digit });
      clock.advance(400);
      const levels = Object.entries(DIGIT_TONES).map(([key, hz]) => [key, leg.level(hz, at + 40, at + 200)] as const);
      const loudest = levels.sort((a, b) => b[1] - a[1])[0];
      expect(loudest?.[0]).toBe(digit);
      expect(loudest?.[1]).toBeGreaterThan(0.2);
    }
    expect(simulator.customers.list()[0]?.digits).toBe(Object.keys(DIGIT_TONES).join(''));
  });

  it('a key cuts the prompt short; an unknown key says nothing', () => {
    const { clock, leg } = dial('10007');
    clock.advance(200);
    leg.emit({ digit: '9' });
    clock.advance(600);
    expect(leg.level(1260, 260, 400)).toBeGreaterThan(0.25);
    expect(loudness(leg, 460, 800)).toBe(0);
    leg.emit({ digit: 'x' });
    clock.advance(600);
    expect(loudness(leg, 820, 1400)).toBe(0);
  });
});

describe("agents' phones", () => {
  it.each([
    ['20001', 1200],
    ['20002', 1400],
    ['20003', 1600],
    ['20004', 1800],
    ['+8620001', 1200],
  ])('%s rings a second, picks up and hums %i Hz for good', (number, hz) => {
    const { clock, leg } = dial(number);
    clock.advance(20_000);
    expect(leg.log).toEqual(['0 ring', '1000 answer']);
    expect(loudness(leg, 0, 1000)).toBe(0);
    expect(leg.level(hz, 1100, 2000)).toBeGreaterThan(0.25);
    expect(leg.level(hz, 19_000, 20_000)).toBeGreaterThan(0.25);
  });

  it('20008 picks up and hangs up after 3 s', () => {
    const { clock, leg } = dial('20008');
    clock.advance(60_000);
    expect(leg.log).toEqual(['0 ring', '1000 answer', '4000 end remoteHangup']);
    expect(clock.pending).toBe(0);
  });
});

describe('any other number', () => {
  it('behaves like a friendly person: rings a second, answers, greets, echoes', () => {
    const { clock, leg } = dial('+8613912345678');
    clock.advance(999);
    expect(leg.log).toEqual(['0 ring']);
    expect(leg.said).toHaveLength(0);
    clock.advance(1 + voiceMs('hello') + 100);
    expect(leg.log).toEqual(['0 ring', '1000 answer']);
    expect(loudness(leg, 1000, 3000)).toBeGreaterThan(10_000);
    leg.hears(660, 400);
    expect(leg.level(660, 1000 + voiceMs('hello') + 200, 1000 + voiceMs('hello') + 480)).toBeGreaterThan(0.25);
  });
});
