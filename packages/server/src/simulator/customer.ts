import type { End, Id, Millis } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Clock } from '@callstation/core/ports';
import type { VirtualLeg, VirtualLegEvent } from '../switch/trunk.ts';
import { createEar, type Heard } from './ear.ts';
import { createMouth } from './mouth.ts';
import { perform, type Performance } from './performance.ts';
import type { Script } from './scenario.ts';
import { samples, tone } from './tones.ts';

const DIGITS_KEPT = 1000;

/** What is known of a simulated customer: the answer of `GET /dev/customers/:id`. */
export interface CustomerReport {
  id: Id;
  /** `calling`: a customer who calls in; `called`: a number the centre dialled. */
  direction: 'calling' | 'called';
  /** The customer's own number. */
  number: string;
  /** The number the call comes from: the caller's, or what the centre showed to a called customer (may be empty). */
  from: string;
  /** The number that was called. */
  to: string;
  state: 'trying' | 'ringing' | 'answered' | 'ended';
  createdAt: Millis;
  answeredAt: Millis | null;
  endedAt: Millis | null;
  ended: End | null;
  /** Title of the scenario. */
  scenario: string;
  heard: Heard;
  /** Keys the centre sent, in order. */
  digits: string;
  /** Milliseconds of sound and silence sent so far. */
  said: number;
}

/** A sound to make a customer say. */
export type Utterance = { tone: { hz: number; ms: number; level: number } } | { voice: string };

/** One simulated customer on one leg. */
export interface Customer {
  readonly id: Id;
  report(): CustomerReport;
  /** Says something now, after what is being said. Throws `invalidState` when the call is over. */
  say(what: Utterance): void;
  /** Hangs up, as a person would: again does nothing. */
  hangup(): void;
}

/** What {@link createCustomer} needs. */
export interface CustomerOptions {
  id: Id;
  direction: CustomerReport['direction'];
  from: string;
  to: string;
  leg: VirtualLeg;
  script: Script;
  clock: Clock;
  voice(name: string): Int16Array;
  /** The call is over; the report stays readable. */
  onEnded(): void;
}

/** Starts a customer: the script begins in this call. */
export function createCustomer(options: CustomerOptions): Customer {
  const { id, direction, from, to, script, clock, voice } = options;
  const ear = createEar(clock);
  const createdAt = clock.now();
  let state: CustomerReport['state'] = 'trying';
  let answeredAt: Millis | null = null;
  let endedAt: Millis | null = null;
  let ended: End | null = null;
  let digits = '';
  let said = 0;
  let performance: Performance | null = null;
  // Whoever ends first wins; the switch may or may not report our own end back.
  const finish = (end: End): void => {
    if (ended) return;
    ended = end;
    endedAt = clock.now();
    state = 'ended';
    performance?.stop();
    mouth.close();
    off();
    options.onEnded();
  };
  const leg: VirtualLeg = {
    id: options.leg.id,
    ring() {
      state = 'ringing';
      options.leg.ring();
    },
    answer: () => options.leg.answer(),
    write: (pcm) => options.leg.write(pcm),
    on: (fn) => options.leg.on(fn),
    end(end) {
      if (ended) return;
      finish(end);
      options.leg.end(end);
    },
  };
  const mouth = createMouth(clock, (pcm) => {
    said += 20;
    leg.write(pcm);
  });
  const hear = (event: VirtualLegEvent): void => {
    if (ended) return;
    if ('audio' in event) {
      ear.hear(event.audio);
      mouth.hear(event.audio);
      performance?.heard();
    } else if ('digit' in event) {
      if (digits.length < DIGITS_KEPT) digits += event.digit;
      performance?.digit(event.digit);
    } else if ('ended' in event) finish(event.ended);
    else performance?.answered();
  };
  const off = leg.on(hear);
  const pickedUp = (): void => {
    state = 'answered';
    answeredAt = clock.now();
    ear.answered();
    mouth.open();
  };
  performance = perform(script, { clock, leg, mouth, calling: direction === 'calling', voice, pickedUp });
  // A script that ended the call in its first step did so before `performance` was set.
  if (ended !== null) performance.stop();
  return {
    id,
    report: () => ({
      id,
      direction,
      number: direction === 'calling' ? from : to,
      from,
      to,
      state,
      createdAt,
      answeredAt,
      endedAt,
      ended,
      scenario: script.title,
      heard: ear.report(),
      digits,
      said,
    }),
    say(what) {
      if (ended) throw new CallstationError('invalidState', 'This customer has hung up.');
      mouth.play('tone' in what ? tone(what.tone.hz, what.tone.ms, what.tone.level) : samples(voice(what.voice)));
    },
    hangup: () => leg.end({ reason: answeredAt === null ? 'remoteCancel' : 'remoteHangup', by: 'peer' }),
  };
}
