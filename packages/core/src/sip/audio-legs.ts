import type { Core } from 'sip.js';
import type { Id } from '../model/index.ts';
import { CallstationError, type IceServer } from '../protocol/index.ts';
import type { Clock, Logger, MediaLeg, MediaPort } from '../ports/index.ts';
import { AudioLeg } from './audio-leg.ts';
import { within } from './within.ts';

/** The centre drops a replaced leg itself once the new one sends; this is for when it does not. */
const REPLACED_LINGER_MS = 1500;

/** How long a leg that is wanted without a microphone waits for one, for a prompt may be open. */
const MICROPHONE_LIMIT_MS = 1000;

/** What {@link AudioLegs} needs. */
export interface AudioLegsOptions {
  media: MediaPort;
  clock: Clock;
  logger: Logger;
  iceServers: () => IceServer[];
  /** Whether a leg is wanted even without a microphone. */
  mayListen: () => boolean;
}

/** The page's audio leg: one, or for a moment two while a new one takes over. Answers by itself what the centre sends. */
export class AudioLegs {
  readonly #options: AudioLegsOptions;
  /** Oldest first. */
  readonly #legs = new Set<AudioLeg>();
  readonly #alarms = new Set<() => void>();
  #muted = false;

  constructor(options: AudioLegsOptions) {
    this.#options = options;
  }

  /** Takes an INVITE; never rejects. Only the centre's own may make this page send sound. */
  async invited(request: Core.IncomingInviteRequest, contact: string): Promise<void> {
    const { clock, logger } = this.#options;
    let listen = false;
    const leg: AudioLeg = new AudioLeg(request, {
      clock,
      logger,
      contact,
      media: () => this.#mediaLeg(listen),
      onEnded: () => this.#legs.delete(leg),
    });
    if (!request.message.hasHeader('X-Callstation-Leg')) {
      logger.warn('an INVITE that is not of the centre was refused');
      leg.reject(403);
      return;
    }
    const older = [...this.#legs];
    this.#legs.add(leg);
    try {
      listen = !(await this.#microphone());
    } catch (error) {
      leg.reject(480, CallstationError.from(error, 'mediaFailed').code);
      return;
    }
    if (await leg.answer()) this.#replace(older);
  }

  setMuted(on: boolean): void {
    this.#muted = on;
    for (const leg of this.#legs) leg.setMuted(on);
  }

  /** Whether there is anything to hang up. */
  get any(): boolean {
    return this.#legs.size > 0;
  }

  /** Stops the sound of all legs in this task. */
  silence(): void {
    for (const leg of [...this.#legs]) leg.silence();
  }

  /** Ends all legs, see {@link AudioLeg.end}; resolves when the centre has confirmed. */
  async end(hangup?: Id): Promise<void> {
    this.#cancelAlarms();
    await Promise.all([...this.#legs].map((leg) => leg.end(hangup)));
  }

  /** Forgets all legs: nobody is left to be told. */
  abandon(): void {
    this.#cancelAlarms();
    for (const leg of [...this.#legs]) leg.abandon();
  }

  /** Whether there is one; rejects where a leg is of no use without. */
  async #microphone(): Promise<boolean> {
    const { clock, logger, media, mayListen } = this.#options;
    const acquired = media.acquire({ video: false }).then(() => true);
    if (!mayListen()) return acquired;
    return within(clock, MICROPHONE_LIMIT_MS, acquired).catch((error: unknown) => {
      logger.warn('the call comes back without a microphone', { error: CallstationError.from(error).code });
      return false;
    });
  }

  #mediaLeg(listen: boolean): MediaLeg {
    const { media, iceServers } = this.#options;
    const leg = media.leg('audio', { video: false, iceServers: iceServers(), fresh: true, ...(listen && { listen }) });
    leg.setMuted('audio', this.#muted);
    return leg;
  }

  #cancelAlarms(): void {
    for (const cancel of this.#alarms) cancel();
    this.#alarms.clear();
  }

  #replace(older: AudioLeg[]): void {
    if (older.length === 0) return;
    const cancel = this.#options.clock.after(REPLACED_LINGER_MS, () => {
      this.#alarms.delete(cancel);
      for (const leg of older) {
        leg.end().catch((error: unknown) => this.#options.logger.debug('old leg not ended', { error }));
      }
    });
    this.#alarms.add(cancel);
  }
}
