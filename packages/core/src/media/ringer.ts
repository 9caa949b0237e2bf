import type { Clock, Logger } from '../ports/index.ts';
import type { MediaEnvironment } from './environment.ts';
import type { OutputGate } from './output-gate.ts';
import { ringTone } from './ring-tone.ts';

/** A context that is allowed to sound starts well within this. */
const START_LIMIT_MS = 300;

type Sinkable = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/** The ring tone. Looped by the audio thread, so that it neither needs a timer nor stops in a hidden tab. */
export class Ringer {
  readonly #environment: Pick<MediaEnvironment, 'createAudioContext'>;
  readonly #gate: OutputGate;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #device = '';
  #context: Sinkable | null = null;
  #cancelCheck: (() => void) | null = null;

  constructor(
    environment: Pick<MediaEnvironment, 'createAudioContext'>,
    gate: OutputGate,
    clock: Clock,
    logger: Logger,
  ) {
    this.#environment = environment;
    this.#gate = gate;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Starts or stops; the same again changes nothing. A silent browser shows as `output: 'blocked'`, never as an error. */
  ring(on: boolean): void {
    if (!on) this.#stop();
    else if (!this.#context) this.#start();
  }

  /** Rings on that device; `''` is the system's default. */
  async setDevice(id: string): Promise<void> {
    this.#device = id;
    await this.#route();
  }

  /** A device came or went: the chosen one may be back, or gone. */
  deviceChanged(): void {
    if (this.#device !== '') void this.#route();
  }

  #start(): void {
    try {
      const context: Sinkable = this.#environment.createAudioContext();
      this.#context = context;
      const samples = ringTone(context.sampleRate);
      const buffer = context.createBuffer(1, samples.length, context.sampleRate);
      buffer.copyToChannel(samples, 0);
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.loop = true;
      source.connect(context.destination);
      source.start();
      context.addEventListener('statechange', () => this.#check(context));
    } catch (error) {
      this.#logger.warn('the ring tone could not be made', { error });
      return;
    }
    if (this.#device !== '') void this.#route();
    void this.#resume();
  }

  async #resume(): Promise<void> {
    const context = this.#context;
    if (!context) return;
    // Without a gesture resume() neither resolves nor rejects, so the state is looked at after a moment instead.
    context.resume().catch((error: unknown) => this.#logger.debug('the ring tone was not resumed', { error }));
    this.#cancelCheck?.();
    this.#cancelCheck = this.#clock.after(START_LIMIT_MS, () => this.#check(context, true));
  }

  #check(context: AudioContext, late = false): void {
    if (context !== this.#context) return;
    if (context.state === 'running') this.#gate.free(this);
    else if (late) this.#gate.block(this, () => this.#resume());
  }

  async #route(): Promise<void> {
    try {
      await this.#context?.setSinkId?.(this.#device);
    } catch (error) {
      this.#logger.warn('the ringer device cannot be used', { error });
      // A call that rings where nobody has put a headset in is missed.
      if (this.#device !== '') await this.#context?.setSinkId?.('').catch(() => undefined);
    }
  }

  #stop(): void {
    const context = this.#context;
    this.#context = null;
    this.#cancelCheck?.();
    this.#cancelCheck = null;
    this.#gate.free(this);
    context?.close().catch((error: unknown) => this.#logger.debug('the ring tone did not close', { error }));
  }
}
