import { createFakeClock, createFakeLogger, createFakeRandom, settle } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmbeddedSwitch } from '../switch/embedded/embedded-switch.ts';
import type { SwitchEvent } from '../switch/switch.ts';
import type { Scenario } from './scenario.ts';
import { createSimulator } from './simulator.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Simulator and embedded switch, two customers in one room instead of an agent. */
async function rig() {
  const clock = createFakeClock();
  const random = createFakeRandom('r');
  const logger = createFakeLogger();
  const simulator = createSimulator({ clock, random, logger });
  const phone = createEmbeddedSwitch({ clock, random, logger, trunks: [simulator] });
  const events: SwitchEvent[] = [];
  await phone.start((event) => events.push(event));
  stops.push(() => phone.stop());
  const seen = (leg: string) => events.filter((event) => 'leg' in event && event.leg === leg).map(({ type }) => type);
  const dial = async (leg: string, number: string) => {
    await phone.dial(leg, { trunk: 'simulator', number }, { timeoutMs: 60_000, earlyMedia: true });
    await settle();
  };
  const callIn = async (scenario: string | Scenario) => {
    const customer = simulator.customers.create({ scenario });
    await settle();
    const incoming = events.find((event) => event.type === 'incoming');
    if (incoming?.type !== 'incoming') throw new Error('No incoming call.');
    return { customer, leg: incoming.leg };
  };
  return { clock, simulator, phone, events, seen, dial, callIn };
}

describe('the simulator on the embedded switch', () => {
  it('lets a caller and 10001 hear each other: tone there, 1 kHz and the echo back', async () => {
    const { clock, simulator, phone, dial, callIn } = await rig();
    const { customer, leg } = await callIn('tone');
    await phone.answer(leg);
    await dial('out', '10001');
    await phone.join('room', leg);
    await phone.join('room', 'out');
    await clock.advanceAsync(8000);
    const echo = simulator.customers.list().find(({ number }) => number === '10001');
    expect(echo?.heard.last).toMatchObject({ tone: 660, silent: false });
    const { heard } = customer.report();
    expect(heard.sinceAnswer.tones[1000]).toBeGreaterThan(0.2);
    expect(heard.last.tones[660]).toBeGreaterThan(0.2);
  });

  it('10001 waits with its beep while the switch only fills in silence', async () => {
    const { clock, simulator, phone, dial, callIn } = await rig();
    await dial('out', '10001');
    await clock.advanceAsync(1000);
    const { customer, leg } = await callIn('tone');
    await phone.answer(leg);
    await phone.join('room', leg);
    await phone.join('room', 'out');
    await clock.advanceAsync(1000);
    expect(simulator.customers.list().find(({ number }) => number === '10001')?.heard.windows.length).toBeGreaterThan(
      9,
    );
    expect(customer.report().heard.sinceAnswer.tones[1000]).toBeGreaterThan(0.2);
  });

  it('10006 speaks as early media and never answers', async () => {
    const { clock, seen, dial } = await rig();
    await dial('out', '10006');
    await clock.advanceAsync(10_000);
    expect(seen('out')).toEqual(['media', 'ended']);
  });

  it.each([
    ['10002', ['ended'], 'busy'],
    ['10004', ['ringing', 'ended'], 'rejected'],
    ['10005', ['ringing', 'answered', 'media', 'ended'], 'remoteHangup'],
    ['10003', ['ringing', 'ended'], 'noAnswer'],
  ])('%s: %j', async (number, course, reason) => {
    const { clock, events, seen, dial } = await rig();
    await dial('out', number);
    await clock.advanceAsync(31_000);
    expect(seen('out')).toEqual(course);
    expect(events.find((event) => event.type === 'ended')).toMatchObject({ end: { reason } });
  });

  it('a caller presses keys, and the switch tells which', async () => {
    const { clock, phone, events, callIn } = await rig();
    const { leg } = await callIn({ steps: [{ do: 'answer' }, { do: 'press', keys: '5#' }] });
    await phone.answer(leg);
    await clock.advanceAsync(1000);
    const keys = events.flatMap((event) => (event.type === 'digit' && event.leg === leg ? [event.digit] : []));
    expect(keys).toEqual(['5', '#']);
  });

  it('10007 gets keys; on hold a customer hears music and not the other side', async () => {
    const { clock, simulator, phone, dial, callIn } = await rig();
    const { leg } = await callIn({ steps: [{ do: 'answer' }, { do: 'tone', hz: 1800, ms: 60_000 }] });
    await phone.answer(leg);
    await dial('out', '10007');
    await phone.join('room', leg);
    await phone.join('room', 'out');
    await phone.digits('out', '12#');
    await clock.advanceAsync(1000);
    const menu = () => simulator.customers.list().find(({ number }) => number === '10007');
    expect(menu()?.digits).toBe('12#');
    expect(menu()?.heard.last.tones[1800]).toBeGreaterThan(0.2);
    await phone.hold('out', 'default');
    await clock.advanceAsync(2000);
    const windows = menu()?.heard.windows.slice(-10) ?? [];
    expect(windows.every((window) => !window.silent)).toBe(true);
    expect(Math.max(...windows.map((window) => window.tones[1800]))).toBeLessThan(0.002);
  });

  it.each([
    ['20005', ['ended'], 'busy'],
    ['20006', ['ringing', 'ended'], 'noAnswer'],
    ['20007', ['ringing', 'ended'], 'rejected'],
    ['20008', ['ringing', 'answered', 'media', 'ended'], 'remoteHangup'],
  ])('the phone %s: %j', async (number, course, reason) => {
    const { clock, events, seen, dial } = await rig();
    await dial('out', number);
    await clock.advanceAsync(31_000);
    expect(seen('out')).toEqual(course);
    expect(events.find((event) => event.type === 'ended')).toMatchObject({ end: { reason } });
  });

  it('four phones and a caller in one room: every ear hears the four others', async () => {
    const { clock, simulator, phone, dial, callIn } = await rig();
    const { customer, leg } = await callIn({
      steps: [{ do: 'answer' }, { do: 'tone', hz: 1000, ms: 60_000, level: 0.15 }],
    });
    await phone.answer(leg);
    for (const number of ['20001', '20002', '20003', '20004']) await dial(number, number);
    await clock.advanceAsync(1500);
    for (const each of [leg, '20001', '20002', '20003', '20004']) await phone.join('room', each);
    await clock.advanceAsync(1000);
    const own = { '20001': 1200, '20002': 1400, '20003': 1600, '20004': 1800 } as const;
    const ears = simulator.customers.list().filter(({ direction }) => direction === 'called');
    expect(ears.map(({ number }) => number).sort()).toEqual(Object.keys(own));
    for (const { number, heard } of ears) {
      for (const [other, hz] of Object.entries(own)) {
        if (other === number) expect(heard.last.tones[hz]).toBeLessThan(0.01);
        else expect(heard.last.tones[hz]).toBeGreaterThan(0.2);
      }
      expect(heard.last.tones[1000]).toBeGreaterThan(0.1);
    }
    const { tones } = customer.report().heard.last;
    expect(Object.values(own).every((hz) => tones[hz] > 0.2) && tones[1000] < 0.01).toBe(true);
  });

  it('a caller hangs up, the switch hears it, and no leg is left', async () => {
    const { events, phone, callIn } = await rig();
    const { customer, leg } = await callIn('quiet');
    await phone.answer(leg);
    customer.hangup();
    expect(events.at(-1)).toMatchObject({ type: 'ended', leg, end: { reason: 'remoteHangup', by: 'peer' } });
    expect(phone.debug().legs).toBe(0);
  });
});
