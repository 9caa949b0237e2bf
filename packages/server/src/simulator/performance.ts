import type { Clock } from '@callstation/core/ports';
import type { VirtualLeg } from '../switch/trunk.ts';
import type { Mouth } from './mouth.ts';
import type { Script, Step } from './scenario.ts';
import { DIGIT_TONES, samples, tone } from './tones.ts';

const DIGIT_TONE_MS = 200;
const DIGIT_TONE_LEVEL = 0.3;
/** From one key to the next. */
const KEY_MS = 250;

/** The verbs of a leg that a script uses. */
export type StageLeg = Pick<VirtualLeg, 'ring' | 'answer' | 'end' | 'press'>;

/** Where a script is performed. */
export interface Stage {
  clock: Clock;
  leg: StageLeg;
  mouth: Mouth;
  /** Calls in, rather than being called. */
  calling: boolean;
  voice(name: string): Int16Array;
  /** The call is answered: at once where this side picks up. */
  pickedUp(): void;
}

/** What the performer waits for; one step at a time. */
interface Cue {
  answered?: () => void;
  heard?: () => void;
  digit?: (digit: string) => void;
}

/** Performs a script, step by step, on the stage's clock. */
export class Performance {
  readonly #script: Script;
  readonly #stage: Stage;
  readonly #alarms = new Set<() => void>();
  #cue: Cue = {};
  #at = 0;
  #answered = false;
  #stopped = false;
  /** When the call was answered; until then, when it began. */
  #since: number;

  /** Nothing happens before {@link start}. */
  constructor(script: Script, stage: Stage) {
    this.#script = script;
    this.#stage = stage;
    this.#since = stage.clock.now();
  }

  start(): void {
    this.#next();
  }

  /** The centre answered (a caller's cue). */
  answered(): void {
    if (this.#answered || this.#stopped) return;
    this.#pickUp();
    this.#cue.answered?.();
  }

  /** Something of the centre was heard. */
  heard(): void {
    this.#cue.heard?.();
  }

  digit(digit: string): void {
    this.#cue.digit?.(digit);
  }

  /** Ends it; no alarm stays. */
  stop(): void {
    this.#stopped = true;
    this.#cue = {};
    for (const cancel of this.#alarms) cancel();
    this.#alarms.clear();
  }

  #next = (): void => {
    this.#cue = {};
    const step = this.#stopped ? undefined : this.#script.steps[this.#at++];
    if (step) this.#run(step);
  };

  #run(step: Step): void {
    const { leg, mouth, voice } = this.#stage;
    switch (step.do) {
      case 'ring':
        if (!this.#stage.calling) leg.ring();
        return step.ms > 0 ? void this.#after(step.ms, this.#next) : this.#next();
      case 'wait':
        return void this.#after(step.ms, this.#next);
      case 'answer':
        return this.#answer(step.patience);
      case 'listen':
        return this.#listen(step.ms);
      case 'tone':
        return void mouth.play(tone(step.hz, step.ms, step.level), this.#next);
      case 'say':
        return void mouth.play(samples(voice(step.voice)), this.#next);
      case 'press':
        return this.#press([...step.keys]);
      case 'echo':
        mouth.echo(true);
        return this.#until(step.ms, () => mouth.echo(false));
      case 'menu':
        return this.#menu(step);
      case 'hangup':
        return this.#hangup(step);
    }
  }

  #answer(patience: number | undefined): void {
    const { leg, calling } = this.#stage;
    if (this.#answered) return this.#next();
    if (!calling) {
      leg.answer();
      this.#pickUp();
      return this.#next();
    }
    const giveUp = (): void => leg.end({ reason: 'remoteCancel', by: 'peer' });
    const cancel = patience === undefined ? null : this.#after(patience, giveUp);
    this.#cue.answered = () => {
      cancel?.();
      this.#next();
    };
  }

  #press([key, ...rest]: string[]): void {
    if (key === undefined) return this.#next();
    this.#stage.leg.press(key);
    this.#after(KEY_MS, () => this.#press(rest));
  }

  #listen(ms: number): void {
    const cancel = this.#after(ms, this.#next);
    this.#cue.heard = () => {
      cancel();
      this.#next();
    };
  }

  #menu(step: Step & { do: 'menu' }): void {
    const { mouth, voice } = this.#stage;
    let hush = step.voice === undefined ? null : mouth.play(samples(voice(step.voice)));
    this.#cue.digit = (digit) => {
      const hz = DIGIT_TONES[digit];
      if (hz === undefined) return;
      hush?.();
      hush = null;
      mouth.play(tone(hz, DIGIT_TONE_MS, DIGIT_TONE_LEVEL));
    };
    this.#until(step.ms, () => {});
  }

  #hangup({ after, reason, by, sip }: Step & { do: 'hangup' }): void {
    const { clock, leg } = this.#stage;
    const end = (): void => leg.end(sip === undefined ? { reason, by } : { reason, by, cause: { sip } });
    const left = this.#since + after - clock.now();
    if (left > 0) this.#after(left, end);
    else end();
  }

  #pickUp(): void {
    this.#answered = true;
    this.#since = this.#stage.clock.now();
    this.#stage.pickedUp();
  }

  /** Goes on after `ms`, or never. */
  #until(ms: number | undefined, undo: () => void): void {
    if (ms === undefined) return;
    this.#after(ms, () => {
      undo();
      this.#next();
    });
  }

  #after(ms: number, fn: () => void): () => void {
    const cancel = this.#stage.clock.after(ms, () => {
      this.#alarms.delete(cancel);
      fn();
    });
    this.#alarms.add(cancel);
    return () => {
      this.#alarms.delete(cancel);
      cancel();
    };
  }
}
