import type { Over } from './framework.contract.ts';
import { eventually, pause } from './testing/eventually.ts';
import { level } from './testing/tone-meter.ts';
import { BYE, callNumber, callPage, type Recorded, type SwitchRig, talk } from './testing/switch-rig.ts';

const RATE = 16_000;
const SIDES = { left: ['page'], right: ['customer'] };
/** What is not there is at least so much quieter than a tone of the doubles, 6000. */
const NOT_THERE = 60;

/** Shorter silences belong to the doubles, on a busy machine. */
const BREATH = 100;
/** Real sound, on a machine that may be busy. */
const PATIENCE_MS = 20_000;

/** Ends the recording and reads it back. */
async function finished(rig: SwitchRig, id: string): Promise<Recorded & { ms: number }> {
  await rig.port.stopRecord(id);
  const event = await eventually(`${id} recorded`, () =>
    rig.events.find((e): e is Extract<typeof e, { type: 'recorded' }> => e.type === 'recorded' && e.id === id),
  );
  return { ...(await rig.recorded(event.file)), ms: event.ms };
}

/** How loud a tone is between two instants of a track, in milliseconds. */
function at(track: Int16Array, hertz: number, from: number, to: number): number {
  return level(track.subarray((from * RATE) / 1000, (to * RATE) / 1000), hertz);
}

/** The usual loudness of a tone, moment by moment: a lost packet in between changes nothing. */
function usual(track: Int16Array, hertz: number, from: number): number {
  const levels: number[] = [];
  for (let ms = from; (ms + 20) * (RATE / 1000) <= track.length; ms += 20) levels.push(at(track, hertz, ms, ms + 20));
  return levels.sort((a, b) => a - b)[levels.length >> 1] ?? 0;
}

/** The parts of a track in which a tone is heard: [from, to] in milliseconds, to 20 ms. */
function spans(track: Int16Array, hertz: number): [number, number][] {
  const found: [number, number][] = [];
  for (let ms = 0; (ms + 20) * (RATE / 1000) <= track.length; ms += 20) {
    if (at(track, hertz, ms, ms + 20) < 1500) continue;
    const last = found.at(-1);
    if (last && last[1] >= ms - BREATH) last[1] = ms + 20;
    else found.push([ms, ms + 20]);
  }
  return found;
}

/** Recordings, by what is in the file. */
export function recordContract({ describe, it, expect, rig, code }: Over): void {
  const tones = async (): Promise<Awaited<ReturnType<typeof talk>>> => {
    const both = await talk(rig());
    both.phone.leg.media.say(440);
    both.customer.say(1000);
    await eventually('both tones', () => both.customer.meter.has(440) && both.phone.leg.media.meter.has(1000));
    return both;
  };

  describe('recordings', () => {
    it(
      'keeps the agent on the left, the customer on the right, and the length, between two who are not mixed',
      async () => {
        await tones();
        const began = performance.now();
        await rig().port.record('rec', 'room', SIDES);
        await pause(1500);
        const lasted = performance.now() - began;
        const { left, right, ms } = await finished(rig(), 'rec');
        expect(Math.abs(ms - lasted)).toBeLessThanOrEqual(40);
        expect(Math.abs(left.length / 16 - ms)).toBeLessThanOrEqual(20);
        expect([usual(left, 440, 200) > 4000, usual(right, 1000, 200) > 4000]).toEqual([true, true]);
        expect([at(left, 1000, 200, ms) < NOT_THERE, at(right, 440, 200, ms) < NOT_THERE]).toEqual([true, true]);
        // In one piece.
        expect([spans(left, 440).length, spans(right, 1000).length]).toEqual([1, 1]);
        expect(
          rig()
            .events.filter((e) => e.type === 'recording' || e.type === 'recorded')
            .map((e) => e.type),
        ).toEqual(['recording', 'recorded']);
      },
      PATIENCE_MS,
    );

    it(
      'goes on through a third party, a hold and a change of the agent’s leg, in one file',
      async () => {
        const { port } = rig();
        const { customer } = await tones();
        await port.record('rec', 'room', SIDES);
        await pause(600);
        const guest = await callNumber(rig(), 'guest', '10002');
        guest.say(1400);
        await port.record('rec', 'room', { left: ['page'], right: ['customer', 'guest'] });
        await port.join('room', 'guest');
        await eventually('the three', () => customer.meter.has(1400));
        await pause(500);
        await port.hangup('guest', BYE);
        await pause(300);
        await port.hold('customer', 'default');
        await pause(600);
        await port.unhold('customer');
        await pause(300);
        const fresh = await callPage(rig(), 'fresh', 'p2');
        await port.record('rec', 'room', { left: ['page', 'fresh'], right: ['customer'] });
        await port.join('room', 'fresh');
        fresh.leg.media.say(660);
        await port.hangup('page', BYE);
        await pause(600);
        const { left, right } = await finished(rig(), 'rec');
        const [held] = gaps(spans(right, 1000));
        expect(held?.[1]).toBeGreaterThan((held?.[0] ?? 0) + 400);
        expect(spans(right, 1400).length).toBe(1);
        expect([spans(left, 440).length, spans(left, 660).length]).toEqual([1, 1]);
        // No music, and nobody on the other side.
        const [from, to] = held ?? [0, 0];
        expect(loudest(right, from + 60, to - 60)).toBeLessThan(200);
        const [last] = spans(left, 660);
        expect(at(right, 660, last?.[0] ?? 0, last?.[1] ?? 0)).toBeLessThan(NOT_THERE);
      },
      PATIENCE_MS,
    );

    it(
      'keeps no word while it is paused, and what follows keeps its place',
      async () => {
        const { port } = rig();
        await tones();
        await port.record('rec', 'room', SIDES);
        const began = performance.now();
        await pause(600);
        await port.pauseRecord('rec', true);
        const paused = performance.now();
        await port.pauseRecord('rec', true);
        await pause(600);
        await port.pauseRecord('rec', false);
        const pausedFor = performance.now() - paused;
        await pause(600);
        const lasted = performance.now() - began;
        const { left, right, ms } = await finished(rig(), 'rec');
        expect(Math.abs(ms - lasted)).toBeLessThanOrEqual(40);
        for (const [track, hertz] of [
          [left, 440],
          [right, 1000],
        ] as const) {
          const [gap, ...more] = gaps(spans(track, hertz));
          expect(more).toEqual([]);
          const [from = 0, to = 0] = gap ?? [];
          expect(Math.abs(to - from - pausedFor)).toBeLessThanOrEqual(80);
          expect(loudest(track, from + 40, to - 40)).toBeLessThan(60);
        }
      },
      PATIENCE_MS,
    );

    it(
      'keeps only who it is told to, and only what they say in the room',
      async () => {
        const { port } = rig();
        await tones();
        const other = await callNumber(rig(), 'other', '10002');
        other.say(1400);
        await port.record('rec', 'room', SIDES);
        await port.join('room', 'other');
        await pause(400);
        // Aside: what the two say there is no business of this recording.
        await port.join('aside', 'page');
        await port.join('aside', 'other');
        await pause(500);
        await port.gate('customer', true);
        await pause(400);
        const { left, right, ms } = await finished(rig(), 'rec');
        expect([spans(left, 1400), spans(right, 1400), spans(left, 1000), spans(right, 440)]).toEqual([[], [], [], []]);
        const [agent] = spans(left, 440);
        expect(agent?.[1]).toBeLessThan(600);
        const [customer] = spans(right, 1000);
        expect(customer?.[1]).toBeGreaterThan(800);
        expect(customer?.[1]).toBeLessThan(ms - 200);
      },
      PATIENCE_MS,
    );

    it(
      'keeps a supervisor who speaks to all, and never a whisper',
      async () => {
        const { port } = rig();
        if (!port.can.supervise) return;
        const { phone } = await tones();
        const boss = await callPage(rig(), 'boss', 'p3');
        boss.leg.media.say(660);
        await port.supervise('boss', 'page', 'whisper');
        await port.record('rec', 'room', { left: ['page', 'boss'], right: ['customer'] });
        await eventually('the whisper', () => phone.leg.media.meter.has(660));
        await pause(300);
        await port.supervise('boss', 'page', 'listen');
        await pause(300);
        const bargedAt = performance.now();
        await port.supervise('boss', 'page', 'barge');
        await pause(500);
        const barged = performance.now() - bargedAt;
        const { left, right, ms } = await finished(rig(), 'rec');
        const [heard, ...more] = spans(left, 660);
        expect(more).toEqual([]);
        expect(heard?.[0]).toBeGreaterThan(ms - barged - 120);
        expect([spans(right, 660), spans(left, 440).length]).toEqual([[], 1]);
      },
      PATIENCE_MS,
    );

    it(
      'begins in an empty room and outlives its legs',
      async () => {
        const { port } = rig();
        await port.record('rec', 'room', SIDES);
        await pause(300);
        await tones();
        await pause(300);
        await port.hangup('page', BYE);
        await port.hangup('customer', BYE);
        await pause(300);
        const { left, right, ms } = await finished(rig(), 'rec');
        const [agent] = spans(left, 440);
        expect(agent?.[0]).toBeGreaterThan(200);
        expect(agent?.[1]).toBeLessThan(ms - 200);
        expect(spans(right, 1000).length).toBe(1);
      },
      PATIENCE_MS,
    );

    it(
      'does a repeated order once, and knows what is over',
      async () => {
        const { port } = rig();
        await tones();
        await port.record('rec', 'room', SIDES);
        await port.record('rec', 'room', SIDES);
        await pause(100);
        await finished(rig(), 'rec');
        await port.stopRecord('rec');
        await port.record('rec', 'room', SIDES);
        await port.stopRecord('never');
        await pause(100);
        expect(rig().events.filter((e) => e.type === 'recording').length).toBe(1);
        expect(rig().events.filter((e) => e.type === 'recorded').length).toBe(1);
        expect(await code(port.pauseRecord('rec', true))).toBe('notFound');
      },
      PATIENCE_MS,
    );
  });
}

/** What lies between spans. */
function gaps(found: readonly [number, number][]): [number, number][] {
  return found.slice(1).map(([from], i) => [found[i]?.[1] ?? 0, from]);
}

function loudest(track: Int16Array, from: number, to: number): number {
  const part = track.subarray((from * RATE) / 1000, (to * RATE) / 1000);
  return part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}
