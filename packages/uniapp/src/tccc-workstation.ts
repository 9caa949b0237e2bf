import { CallstationError } from '@callstation/core';

import { answer, type Failed, type TcccAnswer, type TcccCallback } from './answer.ts';
import { dialRequestOf, type TcccCallParams } from './call-params.ts';
import { TcccEmitter } from './emitter.ts';
import { createDeviceManager, type TcccDeviceManager } from './device-manager.ts';
import { TcccErrorCode } from './error-codes.ts';
import type { TcccEventMap, TcccEventName } from './events.ts';
import { NumberedError, wrong, type Doing } from './failure.ts';
import { loginOf, type TcccLoginParams } from './login-params.ts';
import { createLevelLogger, type LevelLogger } from './ports/level-logger.ts';
import { Seat } from './seat.ts';
import type { TcccSettings } from './settings.ts';
import { VERSION } from './version.ts';

let shared: TcccWorkstation | null = null;
const settings: TcccSettings = {};

/**
 * Says once, before anybody logs in, where the centre is; what is left out stays as it was. Counts for `sharedInstance()`.
 *
 * @example
 * setup({ url: 'https://desk.example.com' });
 */
export function setup(given: TcccSettings): void {
  Object.assign(settings, given);
}

/**
 * The class of the vendor's uni-app SDK, over a Callstation seat. Every operation takes the vendor's callback `(code, message)`,
 * or null; without one it gives a promise that rejects with a {@link TcccError}. Nothing but `on` throws.
 *
 * @example
 * const workstation = TcccWorkstation.sharedInstance();
 * workstation.on('onNewSession', ({ fromUserId }) => show(fromUserId));
 * workstation.login({ userId, token, sdkAppID, type: TCCCLoginType.Agent }, (code, message) => …);
 */
export class TcccWorkstation {
  readonly #logger: LevelLogger;
  readonly #failed: Failed;
  readonly #emitter: TcccEmitter;
  readonly #seat: Seat;
  readonly #settings: TcccSettings;
  readonly #devices: TcccDeviceManager;

  /** The one that all pages share, made with what {@link setup} said. */
  static sharedInstance(): TcccWorkstation {
    return (shared ??= new TcccWorkstation(settings));
  }

  /** Signs out and forgets the shared one. */
  static destroyInstance(): void {
    shared?.destroy();
    shared = null;
  }

  static getSDKVersion(): string {
    return VERSION;
  }

  constructor(given: TcccSettings = {}) {
    this.#settings = given;
    this.#logger = createLevelLogger(given.log);
    this.#failed = (what, error) =>
      this.#logger.error(what, { error: error instanceof Error ? error.message : String(error) });
    this.#emitter = new TcccEmitter(this.#failed);
    this.#seat = new Seat(given, this.#emitter, this.#logger);
    this.#devices = createDeviceManager(() => this.#seat.host.audio);
  }

  getVersion(): string {
    return VERSION;
  }

  getSDKVersion(): string {
    return VERSION;
  }

  /** Hears one event; whoever heard it before does so no longer. Throws a {@link TcccError} for what is no event or function. */
  on<N extends TcccEventName>(event: N, listener: (...args: TcccEventMap[N]) => void): void {
    this.#emitter.on(event, listener);
  }

  /** Ends that; `'*'`: of all events. With a listener: only of that one. */
  off(event: TcccEventName | '*', listener?: unknown): void {
    this.#emitter.off(event, listener);
  }

  login(params: TcccLoginParams): Promise<TcccAnswer>;
  login(params: TcccLoginParams, callback: TcccCallback | null | undefined): Promise<TcccAnswer> | undefined;
  login(params: TcccLoginParams, callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'login', () => this.#seat.login(loginOf(params)));
  }

  /** 0: signed in and connected. Call it whenever a page is shown; it costs nothing. */
  checkLogin(): Promise<TcccAnswer>;
  checkLogin(callback: TcccCallback | null | undefined): Promise<TcccAnswer> | undefined;
  checkLogin(callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'login', () => this.#seat.check());
  }

  logout(): Promise<TcccAnswer>;
  logout(callback: TcccCallback | null | undefined): Promise<TcccAnswer> | undefined;
  logout(callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'login', () => this.#seat.logout());
  }

  /** Places a call: 0 once it is on its way, not once somebody answered. */
  call(to: TcccCallParams | string | number): Promise<TcccAnswer>;
  call(
    to: TcccCallParams | string | number,
    callback: TcccCallback | null | undefined,
  ): Promise<TcccAnswer> | undefined;
  call(to: TcccCallParams | string | number, callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'call', async () => {
      const { calls, getSnapshot } = this.#seat.workstation;
      const request = dialRequestOf(to);
      if (getSnapshot().currentCallId !== null)
        throw new NumberedError(TcccErrorCode.ERR_NETWORK_CANNOT_RESET, 'invalidState', 'There is a call already.');
      await calls.dial(request);
    });
  }

  /** Answers the call that rings. */
  answer(): Promise<TcccAnswer>;
  answer(callback: TcccCallback | null | undefined): Promise<TcccAnswer> | undefined;
  answer(callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'answer', async () => {
      const rings = this.#ringing();
      if (!rings) throw new CallstationError('notFound', 'No call rings.');
      await this.#seat.workstation.calls.answer(rings.id);
    });
  }

  /**
   * Declines the call that rings, also during another; else hangs up or cancels. Arguments other than a callback do not matter.
   */
  terminate(callback?: unknown): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => {
      // Whoever declines a call must not lose the one they are in.
      const rings = this.#ringing();
      const { calls } = this.#seat.workstation;
      return rings ? calls.reject(rings.id) : calls.hangup(this.#seat.call.id);
    });
  }

  /** Keypad tones: `0-9 * #`. */
  sendDTMF(digits: string | number): Promise<TcccAnswer>;
  sendDTMF(digits: string | number, callback: TcccCallback | null | undefined): Promise<TcccAnswer> | undefined;
  sendDTMF(digits: string | number, callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'dtmf', () => {
      const text = typeof digits === 'number' ? String(digits) : digits;
      if (typeof text !== 'string' || !/^[0-9*#]+$/u.test(text)) throw wrong('sendDTMF() takes 0-9, * and #.');
      return this.#seat.workstation.calls.sendDigits(this.#seat.call.id, text);
    });
  }

  mute(callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => this.#seat.workstation.calls.mute(this.#seat.call.id));
  }

  unmute(callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => this.#seat.workstation.calls.unmute(this.#seat.call.id));
  }

  /** The same, as the vendor's package writes it. */
  unMute(callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.unmute(callback);
  }

  /** Makes the connection anew; `ERR_NETWORK_CANNOT_RESET` during a call. What is passed does not matter. */
  resetSip(_flag?: boolean, callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'login', () => this.#seat.reset());
  }

  /** Plays a file so many times, for ringing; 0: until it is stopped. */
  startPlayMusic(path: string, loopCount = 1, callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => {
      if (typeof path !== 'string' || path === '') throw wrong('startPlayMusic() needs the path of a file.');
      if (!Number.isInteger(loopCount) || loopCount < 0) throw wrong('loopCount must be a whole number.');
      return this.#seat.host.audio.playMusic(path, loopCount);
    });
  }

  stopPlayMusic(callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => this.#seat.host.audio.stopMusic());
  }

  /** Tells `onAudioVolume` so often in a call, milliseconds, at least 100; 0: no longer. */
  enableAudioVolumeEvaluation(
    interval: number,
    _vad?: boolean,
    callback?: TcccCallback | null,
  ): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => {
      if (typeof interval !== 'number' || Number.isNaN(interval))
        throw wrong('The interval is a number of milliseconds.');
      this.#seat.evaluateVolume(interval);
    });
  }

  /** What is written to the console from now on: one of `TCCCLogLevel`. Until then, warnings and errors. */
  setLogLevel(level: number): void {
    if (typeof level === 'number') this.#logger.setLevel(level);
  }

  setConsoleEnabled(enabled: boolean): void {
    this.#logger.setConsole(Boolean(enabled));
  }

  /** Not there: nothing is written to files. */
  setLogDirectory(_path: string, callback?: TcccCallback | null): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => absent('setLogDirectory()'));
  }

  /** Not there: there are no experimental functions. */
  callExperimentalAPI(
    _command: string,
    _json?: string,
    callback?: TcccCallback | null,
  ): Promise<TcccAnswer> | undefined {
    return this.#do(callback, 'other', () => absent('callExperimentalAPI()'));
  }

  /** Does nothing, as the vendor's. */
  enableFloatWindow(..._ignored: unknown[]): void {}

  getDeviceManager(): TcccDeviceManager {
    return this.#devices;
  }

  /** Drops it: signs out, unless the workstation was brought along, and tells nothing any more. */
  destroy(): void {
    this.#emitter.off('*');
    this.#seat.destroy().catch((error: unknown) => this.#failed('the seat did not close', error));
  }

  /** The newest call that rings. */
  #ringing() {
    const { sessions } = this.#seat.workstation.getSnapshot();
    return sessions.filter(({ phase, kind }) => phase === 'offered' && kind !== 'im').pop();
  }

  #do(callback: unknown, doing: Doing, work: () => unknown): Promise<TcccAnswer> | undefined {
    const language = this.#settings.language ?? 'en';
    return answer({ callback, doing, language, failed: this.#failed }, work);
  }
}

function absent(what: string): never {
  throw new CallstationError('notSupported', `${what} is not there.`);
}
