import type { Clock } from '@callstation/core/ports';
import type { VirtualLeg } from '../switch/trunk.ts';
import type { Mouth } from './mouth.ts';
import type { Script, Step } from './scenario.ts';
import { DIGIT_TONES, samples, tone } from './tones.ts';

const DIGIT_TONE_MS = 200;
const DIGIT_TONE_LEVEL = 0.3;

/** Where a script is performed. */
export interface Stage {
  clock: Clock;
  leg: VirtualLeg;
  mouth: Mouth;
  /** Calls in, rather than being called. */
  calling: boolean;
  voice(name: string): Int16Array;
  /** The call is answered: at once where this side picks up. */
  pickedUp(): void;
}

/** A script on its way. */
export interface Performance {
  /** The centre answered (a caller's cue). */
  answered(): void;
  /** Something of the centre was heard. */
  heard(): void;
  digit(digit: string): void;
  /** Ends it; no alarm stays. */
  stop(): void;
}

type Cue = { answered?: () => void; heard?: () => void; digit?: (digit: string) => void };

/** Performs a script, step by step, on the stage's clock. Steps never run inside each other's callbacks' frames twice. */
export function perform(script: Script, stage: Stage): Performance {
  const { clock, leg, mouth } = stage;
  const startedAt = clock.now();
  let answeredAt = startedAt;
  let isAnswered = false;
  let stopped = false;
  let cue: Cue = {};
  let at = 0;
  const alarms = new Set<() => void>();

  function after(ms: number, fn: () => void): () => void {
    const cancel = clock.after(ms, () => {
      alarms.delete(drop);
      fn();
    });
    const drop = (): void => {
      alarms.delete(drop);
      cancel();
    };
    alarms.add(drop);
    return drop;
  }
  function next(): void {
    cue = {};
    const step = script.steps[at++];
    if (step && !stopped) run(step);
  }
  /** Goes on after `ms`, or never. */
  function last(ms: number | undefined, undo: () => void): void {
    if (ms === undefined) return;
    after(ms, () => {
      undo();
      next();
    });
  }
  function markAnswered(): void {
    isAnswered = true;
    answeredAt = clock.now();
    stage.pickedUp();
  }
  function answer(patience: number | undefined): void {
    if (isAnswered) return next();
    if (!stage.calling) {
      leg.answer();
      markAnswered();
      return next();
    }
    const giveUp =
      patience === undefined ? null : after(patience, () => leg.end({ reason: 'remoteCancel', by: 'peer' }));
    cue.answered = () => {
      giveUp?.();
      next();
    };
  }
  function listen(ms: number): void {
    const cancel = after(ms, next);
    cue.heard = () => {
      cancel();
      next();
    };
  }
  function menu(step: Step & { do: 'menu' }): void {
    let hush = step.voice === undefined ? () => {} : mouth.play(samples(stage.voice(step.voice)));
    cue.digit = (digit) => {
      const hz = DIGIT_TONES[digit];
      if (hz === undefined) return;
      hush();
      hush = () => {};
      mouth.play(tone(hz, DIGIT_TONE_MS, DIGIT_TONE_LEVEL));
    };
    last(step.ms, () => {});
  }
  function hangup(step: Step & { do: 'hangup' }): void {
    const { reason, by, sip } = step;
    const end = (): void => leg.end(sip === undefined ? { reason, by } : { reason, by, cause: { sip } });
    const left = step.after - (clock.now() - answeredAt);
    if (left > 0) after(left, end);
    else end();
  }
  function run(step: Step): void {
    switch (step.do) {
      case 'ring':
        if (!stage.calling) leg.ring();
        return step.ms > 0 ? void after(step.ms, next) : next();
      case 'wait':
        return void after(step.ms, next);
      case 'answer':
        return answer(step.patience);
      case 'listen':
        return listen(step.ms);
      case 'tone':
        return void mouth.play(tone(step.hz, step.ms, step.level), next);
      case 'say':
        return void mouth.play(samples(stage.voice(step.voice)), next);
      case 'echo':
        mouth.echo(true);
        return last(step.ms, () => mouth.echo(false));
      case 'menu':
        return menu(step);
      case 'hangup':
        return hangup(step);
    }
  }
  next();
  return {
    answered() {
      if (isAnswered || stopped) return;
      markAnswered();
      cue.answered?.();
    },
    heard: () => cue.heard?.(),
    digit: (digit) => cue.digit?.(digit),
    stop() {
      stopped = true;
      cue = {};
      for (const cancel of [...alarms]) cancel();
    },
  };
}
