import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@callstation/testkit';
import type { Clip } from './clip.ts';
import { Line } from './line.ts';
import { Room } from './room.ts';
import { pcmSound, type Sound } from './sound.ts';
import { Ticker } from './ticker.ts';

const frame = (value: number): Int16Array => new Int16Array(320).fill(value);
const clip = (value: number, length = 2): Clip => ({
  frames: Array.from({ length }, () => frame(value)),
  packets: Array.from({ length }, () => new Uint8Array([value])),
});

function setUp() {
  const clock = createFakeClock();
  const ticker = new Ticker(clock);
  const line = (): { line: Line; heard: (number | undefined)[] } => {
    const heard: (number | undefined)[] = [];
    return { line: new Line({ hear: (sound: Sound) => heard.push(...sound.pcm().map((f) => f[0])) }, ticker), heard };
  };
  return { clock, a: line(), b: line(), c: line(), room: new Room(ticker) };
}

describe('Line and Room', () => {
  it('lets two lines hear each other and nobody themselves', () => {
    const { a, b, room } = setUp();
    room.add(a.line);
    room.add(b.line);
    a.line.say(pcmSound(frame(1)));
    b.line.say(pcmSound(frame(2)));
    expect([a.heard, b.heard]).toEqual([[2], [1]]);
  });

  it('says nothing while held or gated, to taps neither', () => {
    const { a, b, room } = setUp();
    room.add(a.line);
    room.add(b.line);
    const tapped: Int16Array[] = [];
    const stop = a.line.tap((f) => tapped.push(f));
    a.line.gated = true;
    a.line.say(pcmSound(frame(1)));
    a.line.gated = false;
    a.line.hold(null);
    a.line.say(pcmSound(frame(1)));
    expect([b.heard, tapped]).toEqual([[], []]);
    a.line.unhold();
    a.line.say(pcmSound(frame(1)));
    stop();
    a.line.say(pcmSound(frame(2)));
    expect([b.heard, tapped.length]).toEqual([[1, 2], 1]);
  });

  it('hears the latest clip, else its music, else its room', () => {
    const { clock, a, b, room } = setUp();
    room.add(a.line);
    room.add(b.line);
    const tick = (): number | undefined => {
      b.line.say(pcmSound(frame(9)));
      clock.advance(20);
      const last = a.heard.at(-1);
      a.heard.length = 0;
      return last;
    };
    expect(tick()).toBe(9);
    a.line.hold(clip(5));
    expect(tick()).toBe(5);
    const first = a.line.play(clip(6), true, () => undefined);
    const second = a.line.play(clip(7), true, () => undefined);
    expect(tick()).toBe(7);
    first.stop();
    expect(tick()).toBe(7);
    second.stop();
    expect(tick()).toBe(5);
    a.line.unhold();
    expect(tick()).toBe(9);
    expect(clock.pending).toBe(0);
  });

  it('tells the end of a clip once, and leaves no alarm', () => {
    const { clock, a } = setUp();
    let ended = 0;
    const playing = a.line.play(clip(6, 3), false, () => ended++);
    clock.advance(1000);
    playing.stop();
    expect([ended, a.heard.length, clock.pending]).toEqual([1, 3, 0]);
  });

  it('does not decode for a line that takes packets', () => {
    const ticker = new Ticker(createFakeClock());
    const room = new Room(ticker);
    const got: unknown[] = [];
    const speaker = new Line({ hear: () => undefined }, ticker);
    const listener = new Line({ hear: (sound) => got.push(sound.packet) }, ticker);
    room.add(speaker);
    room.add(listener);
    const packet = { payload: new Uint8Array([1]), sequence: 1, timestamp: 2 };
    let decoded = 0;
    speaker.say({
      packet,
      pcm: () => {
        decoded++;
        return [];
      },
    });
    expect([got, decoded]).toEqual([[packet], 0]);
  });
});
