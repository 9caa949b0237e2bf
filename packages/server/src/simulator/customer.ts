import type { End, Id, Millis } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Clock } from '@callstation/core/ports';
import type { VirtualLeg, VirtualLegEvent } from '../switch/trunk.ts';
import { createEar, type Ear, type Heard } from './ear.ts';
import { Mouth } from './mouth.ts';
import { Performance, type StageLeg } from './performance.ts';
import type { Script } from './scenario.ts';
import { FRAME_MS, samples, tone } from './tones.ts';

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

/** What a {@link Customer} is made of. */
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

/** One simulated customer on one leg. */
export class Customer {
  readonly id: Id;
  readonly #options: CustomerOptions;
  readonly #ear: Ear;
  readonly #mouth: Mouth;
  readonly #performance: Performance;
  readonly #off: () => void;
  readonly #createdAt: Millis;
  #state: CustomerReport['state'] = 'trying';
  #answeredAt: Millis | null = null;
  #endedAt: Millis | null = null;
  #ended: End | null = null;
  #digits = '';
  #said = 0;

  /** The script begins in this call. */
  constructor(options: CustomerOptions) {
    const { clock, leg, script, direction, voice } = options;
    this.id = options.id;
    this.#options = options;
    this.#createdAt = clock.now();
    this.#ear = createEar(clock);
    this.#mouth = new Mouth(clock, (pcm) => {
      this.#said += FRAME_MS;
      leg.write(pcm);
    });
    this.#performance = new Performance(script, {
      clock,
      leg: this.#line(leg),
      mouth: this.#mouth,
      calling: direction === 'calling',
      voice,
      pickedUp: () => this.#pickedUp(),
    });
    this.#off = leg.on((event) => this.#hear(event));
    this.#performance.start();
  }

  report(): CustomerReport {
    const { id, direction, from, to, script } = this.#options;
    return {
      id,
      direction,
      number: direction === 'calling' ? from : to,
      from,
      to,
      state: this.#state,
      createdAt: this.#createdAt,
      answeredAt: this.#answeredAt,
      endedAt: this.#endedAt,
      ended: this.#ended,
      scenario: script.title,
      heard: this.#ear.report(),
      digits: this.#digits,
      said: this.#said,
    };
  }

  /** Says something now, after what is being said. Throws `invalidState` when the call is over. */
  say(what: Utterance): void {
    if (this.#ended) throw new CallstationError('invalidState', 'This customer has hung up.');
    const source =
      'tone' in what ? tone(what.tone.hz, what.tone.ms, what.tone.level) : samples(this.#options.voice(what.voice));
    this.#mouth.play(source);
  }

  /** Presses keys now. Throws `invalidState` when the call is over. */
  press(keys: string): void {
    if (this.#ended) throw new CallstationError('invalidState', 'This customer has hung up.');
    for (const key of keys) this.#options.leg.press(key);
  }

  /** From now on looks for dips in what is heard; see `heard.sinceMark` of the report. */
  mark(): void {
    this.#ear.mark();
  }

  /** Hangs up, as a person would: who is called and has not picked up declines. Again does nothing. */
  hangup(): void {
    if (this.#answeredAt !== null) return this.#end({ reason: 'remoteHangup', by: 'peer' });
    if (this.#options.direction === 'calling') return this.#end({ reason: 'remoteCancel', by: 'peer' });
    this.#end({ reason: 'rejected', by: 'peer', cause: { sip: 603 } });
  }

  /** The leg as the script sees it: what it does shows in the report. */
  #line(leg: VirtualLeg): StageLeg {
    return {
      ring: () => {
        this.#state = 'ringing';
        leg.ring();
      },
      answer: () => leg.answer(),
      press: (digit) => leg.press(digit),
      end: (end) => this.#end(end),
    };
  }

  #hear(event: VirtualLegEvent): void {
    if (this.#ended) return;
    if ('audio' in event) {
      this.#ear.hear(event.audio, event.at);
      this.#mouth.hear(event.audio);
      // A switch fills gaps with zeros while nobody is there yet; a microphone is never exactly silent.
      if (event.audio.some((sample) => sample !== 0)) this.#performance.heard();
    } else if ('digit' in event) {
      if (this.#digits.length < DIGITS_KEPT) this.#digits += event.digit;
      this.#performance.digit(event.digit);
    } else if ('ended' in event) this.#finish(event.ended);
    else this.#performance.answered();
  }

  #pickedUp(): void {
    this.#state = 'answered';
    this.#answeredAt = this.#options.clock.now();
    this.#ear.answered();
    this.#mouth.open();
  }

  #end(end: End): void {
    if (this.#ended) return;
    // First: the switch may or may not report our own end back.
    this.#finish(end);
    this.#options.leg.end(end);
  }

  #finish(end: End): void {
    this.#ended = end;
    this.#endedAt = this.#options.clock.now();
    this.#state = 'ended';
    this.#performance.stop();
    this.#mouth.close();
    this.#off();
    this.#options.onEnded();
  }
}
