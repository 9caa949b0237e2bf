import { CallstationError, type Workstation } from '@callstation/core';
import { createNotes, currentCall } from '@callstation/core/facade';

import { answerOf, HANGUP, NOT_LOGGED_IN, type Answer } from './codes.ts';
import { followSeat, webrtcStatusOf, type Tell } from './follow.ts';
import { openSeat } from './open-seat.ts';
import { settingsOf, type RegisterOptions, type Settings } from './options.ts';
import { seatStatusOf } from './seat-status.ts';

/** What shows a seat and tells its events: an element of the page. */
export interface Outlet {
  tell: Tell;
  /** Shows the panel of that seat; null: there is none. */
  show(seat: Workstation | null, settings: Settings): void;
}

const INFO_LENGTH = 1000;

/** The page's seat and the elements that show it. Both may come in any order, and be replaced. */
export class Sdk {
  readonly #outlets = new Set<Outlet>();
  #settings: Settings = settingsOf({});
  readonly #notes = createNotes('cc-sdk', () => this.#settings.strict);
  #seat: Workstation | null = null;
  /** Signs out of the seat and stops hearing it. */
  #leave: () => void = () => undefined;
  /** Why there is no seat, for an element that comes after it was told. */
  #failure: Answer | null = null;

  /**
   * Signs in. Another credential, or centre, replaces the seat before; the same one changes no more than the panel, unless that
   * seat is over.
   */
  register(given: unknown): void {
    const options: Partial<RegisterOptions> = typeof given === 'object' && given !== null ? given : {};
    const before = this.#settings;
    this.#settings = settingsOf(options);
    const { token, lang } = this.#settings;
    if (lang !== 'en' && lang !== 'es') this.warn('lang is documented as en or es');
    if (token !== '' && !token.startsWith('Bearer ')) this.warn('token is documented with "Bearer " in front');
    const same = token === before.token && this.#settings.centre === before.centre && options.workstation === undefined;
    if (!same || !this.#alive) this.#open(options);
    for (const outlet of this.#outlets) outlet.show(this.#seat, this.#settings);
  }

  /** An element is in the page: it shows what there is, and is told of it. */
  attach(outlet: Outlet): void {
    this.#outlets.add(outlet);
    outlet.show(this.#seat, this.#settings);
    // Who makes an element listens to it in the same task.
    queueMicrotask(() => {
      if (this.#outlets.has(outlet)) this.#tellState(outlet.tell);
    });
  }

  /** An element has left the page. The seat stays. */
  detach(outlet: Outlet): void {
    this.#outlets.delete(outlet);
    outlet.show(null, this.#settings);
  }

  /** Calls a number. What fails is told by `onHttp`. */
  async callPhone(option: unknown): Promise<void> {
    try {
      const { phone, info }: { phone?: unknown; info?: unknown } =
        typeof option === 'object' && option !== null ? option : {};
      const to = this.#numberOf(phone);
      const remark = typeof info === 'string' && info !== '' ? { remark: info.slice(0, INFO_LENGTH) } : {};
      await this.#signedIn().calls.dial({ to, ...remark });
    } catch (error) {
      this.#tell('onHttp', answerOf(error, this.#settings.lang));
    }
  }

  /** Ends the call there is, or refuses it; answers once, whatever happens. */
  async hangupCall(callback: unknown): Promise<void> {
    const answer = await this.#hangup();
    if (typeof callback !== 'function') return;
    try {
      // It may be an async function of the page's; what becomes of it is the page's.
      const said: unknown = (callback as (answer: Answer) => unknown)(answer);
      if (said instanceof Promise) await said;
    } catch (error) {
      this.#notes.failed('the callback of hangupCall threw', error);
    }
  }

  /** Connects again where that is not under way; a credential that was replaced needs another `register`. */
  async reConnectWebrtc(): Promise<void> {
    const seat = this.#seat;
    if (!seat) return this.#refuse();
    const { state } = seat.getSnapshot().page.connection;
    if (state === 'replaced' || state === 'refused') return this.#refuse();
    if (state === 'closed') await this.#connect(seat);
  }

  /** Says once that something works here without being documented. */
  warn(text: string): void {
    this.#notes.lenient(text);
  }

  readonly #tell: Tell = (name, payload) => {
    if (name === 'onHttp') this.#failure = this.#seat ? null : (payload as Answer);
    for (const { tell } of this.#outlets) tell(name, payload);
  };

  #tellState(tell: Tell): void {
    const snapshot = this.#seat?.getSnapshot();
    if (this.#failure) tell('onHttp', this.#failure);
    if (!snapshot?.agent) return;
    tell('onWebrtcStatus', webrtcStatusOf(snapshot));
    tell('onSeatStatus', seatStatusOf(snapshot.agent));
  }

  /** Whether there is a seat, or one is about to be. */
  get #alive(): boolean {
    return this.#seat !== null && isUp(this.#seat.getSnapshot().page.connection.state);
  }

  #open(options: Partial<RegisterOptions>): void {
    const wasUp = this.#seat !== null && webrtcStatusOf(this.#seat.getSnapshot()) === 1;
    this.#leave();
    this.#leave = () => undefined;
    this.#seat = null;
    this.#failure = null;
    try {
      if (!options.workstation && this.#settings.token === '') {
        throw new CallstationError('unauthorized', 'register needs a token.');
      }
      const seat = options.workstation ?? openSeat(this.#settings, options.exchange);
      this.#seat = seat;
      this.#leave = this.#follow(seat, options.workstation === undefined);
      void this.#connect(seat);
    } catch (error) {
      const answer = answerOf(error, this.#settings.lang);
      // Not before the page had time to listen.
      queueMicrotask(() => this.#tell('onHttp', answer));
    }
    // That of the seat before.
    if (wasUp) this.#tell('onWebrtcStatus', 0);
  }

  #follow(seat: Workstation, own: boolean): () => void {
    const stops = [
      followSeat(seat, this.#settings.choices, this.#tell),
      seat.on('connectionChanged', ({ current: { state, error: data } }) => {
        if (!data) return;
        const error = CallstationError.fromData(data);
        this.#tell('onHttp', answerOf(isUp(state) ? error : givenUp(error), this.#settings.lang));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      if (own) seat.close().catch((error: unknown) => this.#notes.failed('the seat could not be closed', error));
    };
  }

  async #connect(seat: Workstation): Promise<void> {
    const was = webrtcStatusOf(seat.getSnapshot());
    try {
      await seat.connect();
    } catch (error) {
      // Who replaced this seat tells of its own.
      const told = seat.getSnapshot().page.connection.error !== undefined;
      if (seat === this.#seat && !told) this.#tell('onHttp', answerOf(givenUp(error), this.#settings.lang));
      return;
    }
    const { agent } = seat.getSnapshot();
    if (seat !== this.#seat || !agent) return;
    // A seat that was connected already changes nothing by which it could be told.
    if (was === 1) this.#tell('onWebrtcStatus', 1);
    this.#tell('onSeatStatus', seatStatusOf(agent));
  }

  #signedIn(): Workstation {
    if (!this.#seat) throw new CallstationError('notReady');
    return this.#seat;
  }

  #refuse(): void {
    this.#tell('onHttp', answerOf(new CallstationError('notReady'), this.#settings.lang));
  }

  #numberOf(phone: unknown): string {
    if (typeof phone === 'number' && Number.isFinite(phone)) {
      this.warn('phone is documented as a string');
      return String(phone);
    }
    if (typeof phone === 'string' && phone.trim() !== '') return phone.trim();
    throw new CallstationError('invalidArgument', 'phone must be a number to dial, as a string.');
  }

  async #hangup(): Promise<Answer> {
    try {
      const seat = this.#signedIn();
      const call = currentCall(seat.getSnapshot());
      if (!call) throw new CallstationError('invalidState');
      await seat.calls[call.phase === 'offered' ? 'reject' : 'hangup'](call.id);
      return { code: HANGUP.done, message: 'success' };
    } catch (error) {
      const answer = answerOf(error, this.#settings.lang);
      if (answer.code === NOT_LOGGED_IN) this.#tell('onHttp', answer);
      return { code: HANGUP.failed, message: answer.message };
    }
  }
}

const isUp = (state: string): boolean => state === 'connecting' || state === 'ready' || state === 'reconnecting';

/** Of a connection that is lost it is said that it will be back. Here nobody tries again but the page. */
function givenUp(error: unknown): CallstationError {
  const { code } = CallstationError.from(error);
  return code === 'network'
    ? new CallstationError('timeout', undefined, { cause: error })
    : CallstationError.from(error);
}
