import type { Invitation, SessionDescriptionHandlerFactory } from 'sip.js';
import { CallstationError, type IceServer } from '../protocol/index.ts';
import type { Clock, Logger, MediaLeg, MediaPort } from '../ports/index.ts';
import { AudioLeg } from './audio-leg.ts';
import { MediaSessionDescriptionHandler } from './media-session-description-handler.ts';

/** The centre drops a replaced leg itself once the new one sends; this is for when it does not. */
const REPLACED_LINGER_MS = 1500;

/** What {@link AudioLegs} needs. */
export interface AudioLegsOptions {
  media: MediaPort;
  clock: Clock;
  logger: Logger;
  iceServers: () => IceServer[];
}

/** The page's audio leg: one, or for a moment two while a new one takes over. Answers by itself what the centre sends. */
export class AudioLegs {
  readonly #options: AudioLegsOptions;
  /** Oldest first. */
  readonly #legs = new Set<AudioLeg>();
  readonly #media = new Set<MediaLeg>();
  readonly #alarms = new Set<() => void>();
  #muted = false;

  constructor(options: AudioLegsOptions) {
    this.#options = options;
  }

  /** sip.js asks it once per session. */
  readonly descriptions: SessionDescriptionHandlerFactory = () => {
    const { media, logger, iceServers } = this.#options;
    const leg = media.leg('audio', { video: false, iceServers: iceServers(), fresh: true });
    leg.setMuted('audio', this.#muted);
    this.#media.add(leg);
    const forget = (): void => void this.#media.delete(leg);
    return new MediaSessionDescriptionHandler(leg, logger, forget);
  };

  /** Takes an INVITE; never throws. Only the centre's own may make this page send sound. */
  async invited(invitation: Invitation): Promise<void> {
    const { clock, logger, media } = this.#options;
    const leg = new AudioLeg(invitation, clock, logger, () => this.#legs.delete(leg));
    if (!invitation.request.hasHeader('X-Callstation-Leg')) {
      logger.warn('an INVITE that is not of the centre was refused');
      await leg.reject(403);
      return;
    }
    const older = [...this.#legs];
    this.#legs.add(leg);
    try {
      await media.acquire({ video: false });
    } catch (error) {
      const { code } = CallstationError.from(error, 'mediaFailed');
      await leg.reject(480, code);
      return;
    }
    if (await leg.answer()) this.#replace(older);
  }

  setMuted(on: boolean): void {
    this.#muted = on;
    for (const leg of this.#media) leg.setMuted('audio', on);
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
  async end(intent?: 'hangup'): Promise<void> {
    for (const cancel of this.#alarms) cancel();
    this.#alarms.clear();
    await Promise.all([...this.#legs].map((leg) => leg.end(intent)));
  }

  /** Forgets legs whose account is gone: nobody is left to be told. */
  abandon(): void {
    this.silence();
    this.#legs.clear();
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
