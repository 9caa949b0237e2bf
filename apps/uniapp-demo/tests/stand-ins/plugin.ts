import type {
  TcccAnswer,
  TcccCallback,
  TcccCallParams,
  TcccEventMap,
  TcccEventName,
  TcccLoginParams,
  TcccSettings,
} from '@callstation/uniapp';

export {
  TCCCAudioRoute,
  TCCCEndReason,
  TCCCLoginType,
  TCCCQuality,
  TCCCSessionDirection,
  TcccErrorCode,
} from '@callstation/uniapp';

/** What was said by `setup`, all of it. */
export const given: TcccSettings = {};
export const setup = (settings: TcccSettings): void => void Object.assign(given, settings);

/** What an operation answers; `data`: what its promise knows beyond that. */
type Answer = readonly [code: number, message: string, data?: unknown];
type Answered = (...answer: Answer) => void;

/** The class of the plugin as the pages use it. It does nothing by itself: the test says what comes of it. */
export class TCCCWorkstation {
  static #shared: TCCCWorkstation | undefined;
  static sharedInstance(): TCCCWorkstation {
    return (this.#shared ??= new TCCCWorkstation());
  }
  static getSDKVersion(): string {
    return '1.2.3';
  }

  /** Operations as they were asked for, without their callbacks. */
  readonly asked: (readonly unknown[])[] = [];
  /** What operations answer, by name; 0 at once otherwise. `later`: when the test says so. */
  readonly answers = new Map<string, Answer | 'later'>();
  /** What setting the audio route answers. */
  route = 0;
  readonly #waiting = new Map<string, Answered>();
  readonly #listeners = new Map<TcccEventName, unknown>();

  /** Answers what waits. */
  finish(name: string, ...answer: Answer): void {
    const callback = this.#waiting.get(name);
    if (!callback) throw new Error(`Nobody waits for ${name}.`);
    this.#waiting.delete(name);
    callback(...answer);
  }

  /** Tells the page of an event. Throws where none listens. */
  tell<N extends TcccEventName>(event: N, ...args: TcccEventMap[N]): void {
    const listener = this.#listeners.get(event) as ((...args: TcccEventMap[N]) => void) | undefined;
    if (!listener) throw new Error(`Nobody listens to ${event}.`);
    listener(...args);
  }

  on<N extends TcccEventName>(event: N, listener: (...args: TcccEventMap[N]) => void): void {
    this.#listeners.set(event, listener);
  }
  off(event: TcccEventName | '*'): void {
    if (event === '*') this.#listeners.clear();
    else this.#listeners.delete(event);
  }

  login(params: TcccLoginParams, callback: TcccCallback): void {
    this.#do('login', [params], callback);
  }
  checkLogin(callback: TcccCallback): void {
    this.#do('checkLogin', [], callback);
  }
  logout(callback: TcccCallback | null): void {
    this.#do('logout', [], callback);
  }
  call(to: TcccCallParams): Promise<TcccAnswer> {
    return this.#promise('call', [to]);
  }
  answer(): Promise<TcccAnswer> {
    return this.#promise('answer', []);
  }
  terminate(): Promise<TcccAnswer> {
    return this.#promise('terminate', []);
  }
  sendDTMF(digits: string): Promise<TcccAnswer> {
    return this.#promise('sendDTMF', [digits]);
  }
  mute(): Promise<TcccAnswer> {
    return this.#promise('mute', []);
  }
  unmute(): Promise<TcccAnswer> {
    return this.#promise('unmute', []);
  }
  startPlayMusic(path: string, loops: number, callback: TcccCallback): void {
    this.#do('startPlayMusic', [path, loops], callback);
  }
  stopPlayMusic(callback: TcccCallback): void {
    this.#do('stopPlayMusic', [], callback);
  }
  getDeviceManager() {
    return {
      setAudioRoute: (route: number): number => {
        this.asked.push(['setAudioRoute', route]);
        return this.route;
      },
    };
  }

  #promise(name: string, args: readonly unknown[]): Promise<TcccAnswer> {
    return new Promise((resolve, reject) => {
      this.#do(name, args, (code, message, data) => {
        if (code === 0) resolve({ code, message });
        else reject(Object.assign(new Error(message), { code, extraInfo: { data } }));
      });
    });
  }

  #do(name: string, args: readonly unknown[], callback: Answered | null): void {
    this.asked.push([name, ...args]);
    const answer = this.answers.get(name) ?? [0, ''];
    if (callback === null) return;
    if (answer === 'later') this.#waiting.set(name, callback);
    else void Promise.resolve().then(() => callback(...answer));
  }
}
