import type { End, Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { Line } from '../media/line.ts';
import type { MediaLeg, MediaStack } from '../media/media-leg.ts';
import type { OpusPacket } from '../media/sound.ts';
import type { Ticker } from '../media/ticker.ts';
import type { SipCall } from '../sip/sip-call.ts';
import type { SipConnection } from '../sip/sip-connection.ts';
import { endOfBye, endOfRefusal } from './page-ends.ts';
import type { Leg, LegNews } from './leg.ts';
import { watchLiveness } from './liveness.ts';
import { PageVoice } from './page-voice.ts';

/** The media must be up this long after the 200, else the page is invited anew, once. */
export const MEDIA_LIMIT_MS = 1500;
/** A page that is up and says nothing has no microphone; it hears all the same. */
const FIRST_WORD_LIMIT_MS = 1000;
const MAX_INVITES = 2;

/** What a {@link PageLeg} needs. */
export interface PageLegOptions {
  id: Id;
  clock: Clock;
  random: Random;
  logger: Logger;
  ticker: Ticker;
  stack: MediaStack;
  /** Extra headers of the INVITE, ready to send. */
  headers: readonly string[];
  news(news: LegNews): void;
}

/** One INVITE with its media; a leg has up to two, one after the other. */
interface Attempt {
  media: MediaLeg;
  call: SipCall | null;
  up: boolean;
}

/** A leg to a page: SIP for the invitation, WebRTC for the sound. */
export class PageLeg implements Leg {
  readonly id: Id;
  readonly line: Line;
  readonly #options: PageLegOptions;
  readonly #alarms = new Set<() => void>();
  #connection: SipConnection | null = null;
  #voice: PageVoice | null = null;
  #attempt: Attempt | null = null;
  #invites = 0;
  #answered = false;
  #flowing = false;
  #spoke = false;
  #over = false;

  constructor(options: PageLegOptions) {
    this.id = options.id;
    this.#options = options;
    this.line = new Line({ hear: (sound, source) => this.#voice?.hear(sound, source) }, options.ticker);
  }

  /** The page is registered: invites it. Rejects never; what goes wrong ends the leg. */
  async invite(connection: SipConnection): Promise<void> {
    if (this.#over || this.#attempt) return;
    this.#connection = connection;
    await this.#tryInvite(connection);
  }

  ring(): void {
    throw new CallstationError('invalidState', 'A page is called, it does not call.');
  }

  answer(): void {
    throw new CallstationError('invalidState', 'A page is called, it does not call.');
  }

  digits(): Promise<void> {
    return Promise.reject(new CallstationError('notSupported', 'A page takes no keys.'));
  }

  hangup(): void {
    this.#close();
  }

  async #tryInvite(connection: SipConnection): Promise<void> {
    const { clock, random, stack } = this.#options;
    this.#invites++;
    const attempt: Attempt = { media: stack.create(this.#mediaEvents(() => attempt)), call: null, up: false };
    this.#attempt = attempt;
    const made = this.#voice ?? PageVoice.create(clock, () => random.fraction());
    try {
      const [offer, voice] = await Promise.all([attempt.media.offer(), made]);
      if (this.#attempt !== attempt) return;
      this.#voice = voice;
      voice.media = attempt.media;
      attempt.call = connection.invite(offer, this.#headers(), this.#callEvents(attempt));
    } catch (error) {
      if (this.#attempt !== attempt) return;
      this.#options.logger.warn('page leg failed', { leg: this.id, error: String(error) });
      const network = error instanceof CallstationError && error.code === 'network';
      this.#end({ reason: network ? 'unreachable' : 'systemError', by: 'system' });
    } finally {
      void this.#closeUnused(made);
    }
  }

  // The leg may be over, or the offer have failed, before the codecs were ready.
  async #closeUnused(made: PageVoice | Promise<PageVoice>): Promise<void> {
    const voice = await Promise.resolve(made).catch(() => null);
    if (voice !== this.#voice || this.#over) voice?.close();
  }

  #headers(): string[] {
    return [`X-Callstation-Leg: ${this.id}`, ...this.#options.headers];
  }

  #callEvents(attempt: Attempt): Parameters<SipConnection['invite']>[2] {
    const ours = (fn: () => void): void => {
      if (this.#attempt === attempt && !this.#over) fn();
    };
    return {
      ringing: () => ours(() => void (!this.#answered && this.#options.news({ type: 'ringing' }))),
      accepted: (answer) => ours(() => void this.#accepted(attempt, answer)),
      refused: (status, why) => ours(() => this.#end(endOfRefusal(status, why), why.session)),
      bye: (why) => ours(() => this.#end(endOfBye(why), why.session)),
      digit: (digit) => ours(() => this.#options.news({ type: 'digit', digit })),
    };
  }

  #mediaEvents(attempt: () => Attempt): Parameters<MediaStack['create']>[0] {
    const ours = (fn: () => void): void => {
      if (!this.#over && this.#attempt === attempt()) fn();
    };
    return {
      up: () => ours(() => this.#up(attempt())),
      packet: (packet) => ours(() => this.#heard(packet)),
      digit: (digit) => ours(() => this.#options.news({ type: 'digit', digit })),
      down: () => ours(() => this.#down()),
    };
  }

  async #accepted(attempt: Attempt, answer: string): Promise<void> {
    if (!this.#answered) this.#options.news({ type: 'answered' });
    this.#answered = true;
    this.#after(MEDIA_LIMIT_MS, () => {
      if (this.#attempt === attempt && !attempt.up) this.#again('no media in time');
    });
    try {
      await attempt.media.accept(answer);
    } catch (error) {
      if (this.#attempt === attempt && !this.#over) this.#again(String(error));
    }
  }

  // A hung handshake is silent: SIP is established, ICE connected. A fresh leg to the same page has always worked.
  #again(why: string): void {
    const { logger } = this.#options;
    const connection = this.#connection;
    logger.warn('page media did not come up', { leg: this.id, invites: this.#invites, why });
    if (this.#invites >= MAX_INVITES || !connection?.reachable)
      return this.#end({ reason: 'networkLost', by: 'system', cause: { text: why } });
    this.#dropAttempt();
    void this.#tryInvite(connection);
  }

  #up(attempt: Attempt): void {
    attempt.up = true;
    this.#watch(attempt.media);
    if (this.#spoke) return this.#flow();
    this.#after(FIRST_WORD_LIMIT_MS, () => {
      if (!this.#flowing) this.#options.logger.warn('page is silent', { leg: this.id });
      this.#flow();
    });
  }

  #heard(packet: OpusPacket): void {
    this.#spoke = true;
    this.#flow();
    const voice = this.#voice;
    if (voice) this.line.say(voice.sound(packet));
  }

  #flow(): void {
    if (this.#flowing || !this.#attempt?.up) return;
    this.#flowing = true;
    this.#options.news({ type: 'media' });
  }

  #down(): void {
    if (!this.#attempt?.up) return this.#again('the media path failed');
    if (this.#flowing) this.#options.news({ type: 'mediaLost' });
    this.#flowing = false;
  }

  #watch(media: MediaLeg): void {
    const { clock } = this.#options;
    const connection = this.#connection;
    const vitals = {
      heardAt: () => media.heardAt,
      socketOpen: () => connection?.open ?? false,
      spoke: () => this.#spoke,
    };
    const watch = watchLiveness(clock, vitals, (alive) => {
      if (alive) this.#flow();
      else if (this.#flowing) this.#down();
    });
    this.#alarms.add(() => watch.stop());
    const unwatch = connection?.watch(() => watch.look());
    if (unwatch) this.#alarms.add(unwatch);
  }

  #after(ms: number, fn: () => void): void {
    const cancel = this.#options.clock.after(ms, () => {
      this.#alarms.delete(cancel);
      if (!this.#over) fn();
    });
    this.#alarms.add(cancel);
  }

  #end(end: End, session: Id | null = null): void {
    if (this.#close()) this.#options.news({ type: 'ended', end, ...(session === null ? {} : { session }) });
  }

  #dropAttempt(): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    for (const cancel of this.#alarms) cancel();
    this.#alarms.clear();
    if (this.#voice) this.#voice.media = null;
    attempt?.call?.hangup();
    void attempt?.media.close();
  }

  #close(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#dropAttempt();
    this.line.close();
    this.#voice?.close();
    return true;
  }
}
