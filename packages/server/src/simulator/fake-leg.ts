import type { End } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { VirtualLeg, VirtualLegEvent } from '../switch/trunk.ts';
import { goertzel } from './spectrum.ts';
import { FRAME_MS, FRAME_SAMPLES } from './tones.ts';

type FakeClock = Clock & { advance(ms: number): void };

/** A leg without a switch, for tests: remembers what the simulated person does. */
export interface FakeLeg extends VirtualLeg {
  /** `ring`, `answer`, `end busy`, with the milliseconds since the leg was made. */
  readonly log: string[];
  readonly said: { at: number; pcm: Int16Array }[];
  readonly ends: End[];
  readonly listeners: number;
  emit(event: VirtualLegEvent): void;
  /** The centre says a tone (0 Hz: silence) for `ms`, on the clock. */
  hears(hz: number, ms: number, level?: number): void;
  /** Amplitude of `hz` in what was said from `from` to `to`, ms since the leg was made. */
  level(hz: number, from: number, to: number): number;
}

export function createFakeLeg(clock: FakeClock, options: { reportsEnd?: boolean } = {}): FakeLeg {
  const start = clock.now();
  const log: string[] = [];
  const ends: End[] = [];
  const said: FakeLeg['said'] = [];
  const listeners = new Set<(event: VirtualLegEvent) => void>();
  const note = (what: string): void => void log.push(`${clock.now() - start} ${what}`);
  const emit = (event: VirtualLegEvent): void => [...listeners].forEach((fn) => fn(event));
  return {
    id: 'leg',
    log,
    ends,
    said,
    emit,
    get listeners() {
      return listeners.size;
    },
    ring: () => note('ring'),
    answer: () => note('answer'),
    end(end) {
      note(`end ${end.reason}`);
      ends.push(end);
      if (options.reportsEnd) emit({ ended: end });
    },
    write: (pcm) => void said.push({ at: clock.now() - start, pcm: pcm.slice() }),
    press: (digit) => note(`press ${digit}`),
    on(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
    hears(hz, ms, level = 0.3) {
      // One frame that is reused, as a real switch may.
      const frame = new Int16Array(FRAME_SAMPLES);
      for (let at = 0; at < ms; at += FRAME_MS) {
        for (let i = 0; i < FRAME_SAMPLES; i++) {
          frame[i] = Math.sin((2 * Math.PI * hz * (at * 16 + i)) / 16_000) * level * 32_767;
        }
        emit({ audio: frame });
        frame.fill(0);
        clock.advance(FRAME_MS);
      }
    },
    level(hz, from, to) {
      const parts = said.filter((frame) => frame.at >= from && frame.at < to);
      const all = new Int16Array(parts.length * FRAME_SAMPLES);
      parts.forEach((frame, i) => all.set(frame.pcm, i * FRAME_SAMPLES));
      return goertzel(all, hz);
    },
  };
}
