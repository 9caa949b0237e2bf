import type { End, Id } from '@callstation/core/model';
import type { Clock, Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { VirtualLeg, VirtualLegEvent } from '../../trunk.ts';
import { Line } from '../media/line.ts';
import { RtpContinuity } from '../media/rtp-continuity.ts';
import {
  FRAME_MS,
  FRAME_SAMPLES,
  FRAME_TICKS,
  type OpusPacket,
  pcmSound,
  SILENCE,
  type Sound,
} from '../media/sound.ts';
import type { Ticker } from '../media/ticker.ts';
import type { Leg, LegNews } from './leg.ts';

/** A pause longer than this is filled with silence: a line is never just quiet. */
const FILL_AFTER_MS = 3 * FRAME_MS;
const PAUSE_MS = 500;
const TICKS_A_MS = FRAME_TICKS / FRAME_MS;

/** What a {@link VirtualEnd} needs. */
export interface VirtualEndOptions {
  id: Id;
  clock: Clock;
  logger: Logger;
  ticker: Ticker;
  direction: 'in' | 'out';
  /** Whether sound before the answer is passed on. */
  earlyMedia: boolean;
  news(news: LegNews): void;
}

/** A leg to a customer made of code: samples in, samples out. Implements the trunk's side in {@link trunkLeg}. */
export class VirtualEnd implements Leg {
  readonly id: Id;
  readonly line: Line;
  readonly #options: VirtualEndOptions;
  readonly #listeners = new Set<(event: VirtualLegEvent) => void>();
  #state: 'new' | 'ringing' | 'answered' | 'ended' = 'new';
  #early = false;
  #heardAt = 0;
  readonly #timeline = new RtpContinuity(() => 0, 1);
  #stopFill: (() => void) | null = null;
  #keys: Promise<void> = Promise.resolve();

  constructor(options: VirtualEndOptions) {
    this.id = options.id;
    this.#options = options;
    this.line = new Line({ hear: (sound, source) => this.#hear(sound, source) }, options.ticker);
  }

  /** What the trunk gets. Nothing it does can throw into the switch, nor the other way round. */
  trunkLeg(): VirtualLeg {
    return {
      id: this.id,
      ring: () => this.#trunkRings(),
      answer: () => this.#trunkAnswers(),
      end: (end) => this.#trunkEnds(end),
      write: (pcm) => this.#trunkSays(pcm),
      press: (digit) => this.#trunkPresses(digit),
      on: (fn) => {
        const listener = (event: VirtualLegEvent): void => fn(event);
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
      },
    };
  }

  ring(): void {
    if (this.#options.direction === 'out')
      throw new CallstationError('invalidState', 'Only a leg that came in can be rung.');
    if (this.#state === 'new') this.#state = 'ringing';
  }

  answer(): void {
    if (this.#options.direction === 'out')
      throw new CallstationError('invalidState', 'Only a leg that came in can be answered.');
    if (this.#state === 'answered' || this.#state === 'ended') return;
    this.#open();
    this.#tell({ answered: true });
  }

  digits(digits: string): Promise<void> {
    this.#keys = this.#keys.then(() => this.#press(digits));
    return this.#keys;
  }

  hangup(end: End): void {
    if (this.#close()) this.#tell({ ended: end });
    this.#listeners.clear();
  }

  async #press(digits: string): Promise<void> {
    for (const digit of digits) {
      if (this.#state === 'ended') return;
      if (digit === ',') await new Promise<void>((resolve) => void this.#options.clock.after(PAUSE_MS, resolve));
      else this.#tell({ digit: digit.toUpperCase() });
    }
  }

  #trunkRings(): void {
    if (this.#options.direction !== 'out' || this.#state !== 'new') return;
    this.#state = 'ringing';
    this.#options.news({ type: 'ringing' });
  }

  #trunkAnswers(): void {
    if (this.#options.direction !== 'out' || this.#state === 'answered' || this.#state === 'ended') return;
    this.#open();
    this.#options.news({ type: 'answered' });
    // Hung up by whoever heard the first news: then there is no second.
    if (!this.#isOver()) this.#options.news({ type: 'media' });
  }

  #trunkEnds(end: End): void {
    if (!this.#close()) return;
    this.#listeners.clear();
    this.#options.news({ type: 'ended', end });
  }

  #trunkSays(pcm: Int16Array): void {
    if (this.#state === 'ended' || pcm.length !== FRAME_SAMPLES) return;
    if (this.#state !== 'answered') {
      if (!this.#options.earlyMedia || this.#options.direction !== 'out') return;
      if (!this.#early) this.#options.news({ type: 'media' });
      this.#early = true;
    }
    // The trunk may reuse its frame.
    this.line.say(pcmSound(pcm.slice()));
  }

  #trunkPresses(digit: string): void {
    const key = digit.toUpperCase();
    if (this.#state === 'answered' && /^[0-9A-D*#]$/u.test(key)) this.#options.news({ type: 'digit', digit: key });
  }

  #hear(sound: Sound, source: object): void {
    if (this.#state !== 'answered') return;
    const now = this.#options.clock.now();
    const frames = sound.pcm();
    if (frames.length === 0) return;
    // Covered up frames come with the packet after them, which is the one that has a place.
    let at = sound.packet ? this.#place(sound.packet, source, sound.at ?? now) - (frames.length - 1) * FRAME_MS : null;
    for (const frame of frames) {
      this.#heardAt = now;
      this.#tell({ audio: frame, at: at ?? this.#timeline.next(source, sound.at ?? now).timestamp / TICKS_A_MS });
      if (at !== null) at += FRAME_MS;
    }
  }

  #place(packet: OpusPacket, source: object, due: number): number {
    return this.#timeline.place(packet, source, due).timestamp / TICKS_A_MS;
  }

  #open(): void {
    this.#state = 'answered';
    this.#heardAt = this.#options.clock.now();
    this.#stopFill = this.#options.ticker.add(() => {
      if (this.#options.clock.now() - this.#heardAt >= FILL_AFTER_MS) this.#tell({ audio: SILENCE.slice() });
    });
  }

  #isOver(): boolean {
    return this.#state === 'ended';
  }

  #close(): boolean {
    if (this.#state === 'ended') return false;
    this.#state = 'ended';
    this.#stopFill?.();
    this.line.close();
    return true;
  }

  #tell(event: VirtualLegEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#options.logger.error('trunk listener threw', { leg: this.id, error: String(error) });
      }
    }
  }
}
