import { createFakeClock, createFakeLogger, createFakeRandom } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createFakeLeg, type FakeLeg } from './fake-leg.ts';
import { MAX_CUSTOMERS } from './roster.ts';
import { createSimulator } from './simulator.ts';

type Placed = { from: string; to: string; headers?: Record<string, string> };

function rig(options: { reportsEnd?: boolean } = {}) {
  const clock = createFakeClock();
  const simulator = createSimulator({
    clock,
    random: createFakeRandom('c'),
    logger: createFakeLogger(),
    numbers: { entry: '4008' },
  });
  const placed: Placed[] = [];
  const legs: FakeLeg[] = [];
  simulator.onIncoming((call) => {
    const leg = createFakeLeg(clock, options);
    placed.push(call);
    legs.push(leg);
    return leg;
  });
  return { clock, simulator, placed, legs, leg: () => legs.at(-1) as FakeLeg };
}

describe('a customer who calls in', () => {
  it('comes from the same number every time, to the entry number', () => {
    const { simulator, placed } = rig();
    simulator.customers.create();
    simulator.customers.create({});
    expect(placed).toEqual([
      { from: '+8613800000001', to: '4008' },
      { from: '+8613800000001', to: '4008' },
    ]);
  });

  it('carries the skill group as a header', () => {
    const { simulator, placed } = rig();
    simulator.customers.create({ from: '123', to: '4009', skillGroup: 'sales' });
    expect(placed).toEqual([{ from: '123', to: '4009', headers: { 'X-Skill-Group': 'sales' } }]);
  });

  it('says nothing until answered, then asks and echoes', () => {
    const { clock, simulator, leg } = rig();
    const { id } = simulator.customers.create();
    clock.advance(60_000);
    expect(leg().said).toHaveLength(0);
    expect(leg().log).toEqual([]);
    expect(simulator.customers.get(id)?.state).toBe('trying');
    leg().emit({ answered: true });
    clock.advance(1000);
    expect(simulator.customers.get(id)).toMatchObject({ state: 'answered', said: 1020, number: '+8613800000001' });
  });

  it('gives up when its patience ends, and not after an answer', () => {
    const { clock, simulator, leg } = rig();
    simulator.customers.create({ scenario: 'impatient' });
    clock.advance(5000);
    expect(leg().log).toEqual(['5000 end remoteCancel']);
    expect(clock.pending).toBe(0);
    simulator.customers.create({ scenario: 'impatient' });
    clock.advance(4000);
    leg().emit({ answered: true });
    clock.advance(60_000);
    expect(leg().ends).toEqual([]);
  });

  it('hears: tone, silence, a stream that stops', () => {
    const { clock, simulator, leg } = rig();
    const { id } = simulator.customers.create({ scenario: 'quiet' });
    leg().emit({ answered: true });
    const answered = clock.now();
    leg().hears(0, 500);
    expect(simulator.customers.get(id)?.heard.last).toMatchObject({ silent: true, tone: null });
    leg().hears(440, 500);
    const heard = simulator.customers.get(id)?.heard;
    expect(heard?.last).toMatchObject({ silent: false, tone: 440 });
    expect(heard?.last.tones[440]).toBeCloseTo(0.3, 1);
    expect(heard?.last.tones[1000]).toBeLessThan(0.01);
    expect(heard?.sinceAnswer.firstSoundAt).toBe(answered + 500);
    expect(heard?.windows.map((window) => window.tone)).toEqual([
      null,
      null,
      null,
      null,
      null,
      440,
      440,
      440,
      440,
      440,
    ]);
    clock.advance(300);
    expect(simulator.customers.get(id)?.heard.last.silent).toBe(true);
    leg().hears(1000, 500);
    expect(simulator.customers.get(id)?.heard.last.tone).toBe(1000);
  });

  it('speaks when told, and not after the end', () => {
    const { clock, simulator, leg } = rig();
    const customer = simulator.customers.create({ scenario: 'quiet' });
    leg().emit({ answered: true });
    customer.say({ tone: { hz: 425, ms: 200, level: 0.5 } });
    clock.advance(400);
    expect(leg().level(425, 40, 180)).toBeGreaterThan(0.45);
    customer.hangup();
    expect(() => customer.say({ voice: 'hello' })).toThrow(expect.objectContaining({ code: 'invalidState' }));
  });

  it('presses keys, by script a quarter of a second apart, and when told', () => {
    const { clock, simulator, leg } = rig();
    const steps = [{ do: 'answer' as const }, { do: 'press' as const, keys: '1#' }];
    const customer = simulator.customers.create({ scenario: { steps } });
    leg().emit({ answered: true });
    clock.advance(1000);
    expect(leg().log).toEqual(['0 press 1', '250 press #']);
    customer.press('90');
    expect(leg().log.slice(2)).toEqual(['1000 press 9', '1000 press 0']);
    customer.hangup();
    expect(() => customer.press('1')).toThrow(expect.objectContaining({ code: 'invalidState' }));
    expect(clock.pending).toBe(0);
  });

  it('is ended by the centre: nothing is left ticking, listening or sent', () => {
    const { clock, simulator, leg } = rig();
    const { id } = simulator.customers.create();
    leg().emit({ answered: true });
    clock.advance(500);
    leg().emit({ ended: { reason: 'localHangup', by: 'agent' } });
    const said = leg().said.length;
    leg().emit({ answered: true });
    clock.advance(5000);
    expect(simulator.customers.get(id)).toMatchObject({
      state: 'ended',
      ended: { reason: 'localHangup', by: 'agent' },
    });
    expect(leg().log).toEqual([]);
    expect(leg().said).toHaveLength(said);
    expect(leg().listeners).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it.each([true, false])('hangs up once (the switch reports ends back: %s)', (reportsEnd) => {
    const { clock, simulator, leg } = rig({ reportsEnd });
    const { id } = simulator.customers.create();
    leg().emit({ answered: true });
    clock.advance(100);
    expect(simulator.customers.end(id)).toBe(true);
    expect(simulator.customers.end(id)).toBe(true);
    expect(leg().ends).toEqual([{ reason: 'remoteHangup', by: 'peer' }]);
    expect(simulator.customers.get(id)?.ended?.reason).toBe('remoteHangup');
    expect(clock.pending).toBe(0);
  });

  it('survives frames and keys that make no sense', () => {
    const { clock, simulator, leg } = rig();
    const { id } = simulator.customers.create({ scenario: { steps: [{ do: 'answer' }, { do: 'echo' }] } });
    leg().emit({ answered: true });
    leg().emit({ audio: new Int16Array(0) });
    leg().emit({ audio: new Int16Array(7) });
    for (let i = 0; i < 1100; i++) leg().emit({ digit: '1' });
    clock.advance(100);
    expect(simulator.customers.get(id)?.digits).toHaveLength(1000);
  });
});

describe('limits', () => {
  it('refuses a caller without a switch', () => {
    const simulator = createSimulator({
      clock: createFakeClock(),
      random: createFakeRandom(),
      logger: createFakeLogger(),
    });
    expect(() => simulator.customers.create()).toThrow(expect.objectContaining({ code: 'notReady' }));
  });

  it('refuses more callers than it serves, is busy for dialled ones, and recovers', () => {
    const { clock, simulator, legs } = rig();
    for (let i = 0; i < MAX_CUSTOMERS; i++) simulator.customers.create();
    expect(() => simulator.customers.create()).toThrow(expect.objectContaining({ code: 'rateLimited' }));
    const dialled = createFakeLeg(clock);
    simulator.dialed('10001', dialled);
    expect(dialled.ends).toEqual([{ reason: 'busy', by: 'system', cause: { sip: 486 } }]);
    legs[0]?.emit({ ended: { reason: 'systemError', by: 'system' } });
    simulator.customers.create();
    simulator.stop();
    expect(clock.pending).toBe(0);
  });

  it('forgets the oldest ended calls first and lists the newest first', () => {
    const { simulator } = rig();
    const kept = simulator.customers.create({ from: '1' });
    for (let i = 0; i < 300; i++) simulator.customers.create().hangup();
    const list = simulator.customers.list();
    expect(list).toHaveLength(201);
    expect(list.at(-1)?.id).toBe(kept.id);
    expect(list[0]?.id).toBe('c301');
  });
});
