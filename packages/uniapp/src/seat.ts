import { CallstationError, plainPorts, type CallSnapshot, type Workstation } from '@callstation/core';
import type { Clock } from '@callstation/core/ports';

import { centreUrl } from './centre-url.ts';
import type { TcccEmitter } from './emitter.ts';
import { TcccErrorCode } from './error-codes.ts';
import { NumberedError } from './failure.ts';
import { follow, type Follower } from './follow.ts';
import type { MediaHost } from './hosts/media-host.ts';
import { platformHost } from './hosts/platform-host.ts';
import type { Login } from './login-params.ts';
import { createMeters, type Meters } from './meters.ts';
import type { LevelLogger } from './ports/level-logger.ts';
import { seatToken } from './seat-token.ts';
import type { TcccSettings } from './settings.ts';
import { hostWorkstation } from './uni-workstation.ts';

/** A page that came back waits so long for its connection, milliseconds. */
const PATIENCE = 10_000;
/** A sign-in that finds no centre is told so after this long; the network of a phone may be slow. Milliseconds. */
const LONGEST_LOGIN = 30_000;

/** Who is signed in, and where their sound is. What is known of calls is the workstation's. */
export class Seat {
  readonly #settings: TcccSettings;
  readonly #emitter: TcccEmitter;
  readonly #logger: LevelLogger;
  readonly #clock: Clock;
  #host: MediaHost | null = null;
  #workstation: Workstation | null = null;
  #follower: Follower | null = null;
  #meters: Meters | null = null;
  #volumeEvery = 0;
  /** Whom the workstation is of. */
  #of = '';
  #loggedOut = false;

  constructor(settings: TcccSettings, emitter: TcccEmitter, logger: LevelLogger) {
    this.#settings = settings;
    this.#emitter = emitter;
    this.#logger = logger;
    this.#clock = settings.clock ?? plainPorts.clock;
    emitter.onListen = (name) => {
      // Not in the same task: whoever subscribes expects to be called later.
      if (name === 'onNewSession') void Promise.resolve().then(() => this.#follower?.catchUp());
    };
    if (settings.workstation) this.#take(settings.workstation);
  }

  get host(): MediaHost {
    return (this.#host ??= this.#settings.host ?? platformHost());
  }

  /** The workstation, signed in. Throws `notReady`. */
  get workstation(): Workstation {
    const workstation = this.#workstation;
    if (this.#loggedOut)
      throw new NumberedError(TcccErrorCode.ERR_HAD_LOGGEDOUT, 'notReady', 'You have logged out. Log in again.');
    if (workstation && workstation.getSnapshot().agent !== null) return workstation;
    throw new CallstationError('notReady', 'Nobody has logged in yet. Wait for the callback of login().');
  }

  /** The call the agent is busy with. Throws `notFound`. */
  get call(): CallSnapshot {
    const { currentCallId, sessions } = this.workstation.getSnapshot();
    const found = sessions.find(({ id }) => id === currentCallId);
    if (!found || found.kind === 'im') throw new CallstationError('notFound', 'There is no call.');
    return found;
  }

  async login(login: Login): Promise<void> {
    const brought = this.#settings.workstation;
    if (brought) {
      if (this.#workstation === null) this.#take(brought);
      this.#loggedOut = false;
      return brought.connect();
    }
    const { socket, http } = centreUrl(login.url ?? this.#settings.url);
    const of = JSON.stringify([socket, login.userId]);
    // Who is in already stays in: another sign-in would cost the sound of a call.
    if (this.#of === of && isIn(this.#workstation)) return this.check();
    await this.#drop();
    this.#of = of;
    this.#loggedOut = false;
    const ports = { ...plainPorts, clock: this.#clock, logger: this.#logger };
    // The hidden page of an App is a file.
    const audience = this.host.kind === 'webview' ? 'app' : undefined;
    const token = seatToken(login, { http, audience }, this.#settings.token);
    const workstation = hostWorkstation(this.host, { url: socket, token }, ports);
    this.#take(workstation);
    try {
      await within(this.#clock, LONGEST_LOGIN, workstation.connect(), () => unreachable(socket, workstation));
    } catch (error) {
      if (this.#workstation === workstation) await this.#drop();
      else if (this.#workstation !== null || this.#loggedOut) throw replaced();
      throw error;
    }
  }

  /** Whether there is a connection; one that is being restored is waited for. */
  async check(): Promise<void> {
    const workstation = this.workstation;
    const { state, error } = workstation.getSnapshot().page.connection;
    if (state === 'ready') return;
    if (state === 'reconnecting' || state === 'connecting') return restored(this.#clock, workstation);
    throw error ? CallstationError.fromData(error) : new CallstationError(state === 'replaced' ? 'kicked' : 'notReady');
  }

  async logout(): Promise<void> {
    this.#loggedOut = true;
    if (this.#settings.workstation) await this.#settings.workstation.close();
    else await this.#drop();
  }

  /** Makes the connection anew. Throws where that would cost a call. */
  async reset(): Promise<void> {
    const workstation = this.workstation;
    if (workstation.getSnapshot().currentCallId !== null)
      throw new NumberedError(TcccErrorCode.ERR_NETWORK_CANNOT_RESET, 'invalidState', 'Not during a call.');
    await workstation.close();
    await workstation.connect();
  }

  /** Loudness so often, milliseconds; 0: not at all. Throws `notSupported` where the host cannot measure it. */
  evaluateVolume(interval: number): void {
    if (interval > 0 && !this.#measures())
      throw new CallstationError('notSupported', 'Loudness cannot be measured here: the sound is somewhere else.');
    this.#volumeEvery = interval;
    this.#meters?.evaluateVolume(interval);
  }

  /** Gives everything back; a workstation that was brought goes on. */
  async destroy(): Promise<void> {
    await this.#drop();
    this.#host?.close();
    this.#host = null;
  }

  #take(workstation: Workstation): void {
    const { language = 'en', pages } = this.#settings;
    this.#workstation = workstation;
    this.#follower = follow(workstation, this.#emitter, { language, everyPage: pages === 'all' });
    this.#meters = createMeters(workstation, this.#emitter, this.#clock);
    this.#meters.evaluateVolume(this.#volumeEvery);
  }

  /** Who brings a workstation and no host is not asked what it can do. */
  #measures(): boolean {
    return this.#settings.workstation !== undefined && !this.#settings.host ? true : this.host.audio.levels;
  }

  async #drop(): Promise<void> {
    const workstation = this.#workstation;
    this.#follower?.stop();
    this.#meters?.stop();
    this.#meters = this.#follower = null;
    this.#workstation = null;
    this.#of = '';
    if (workstation && !this.#settings.workstation) await workstation.close();
  }
}

function isIn(workstation: Workstation | null): boolean {
  const state = workstation?.getSnapshot().page.connection.state;
  return state === 'ready' || state === 'reconnecting';
}

function within(clock: Clock, ms: number, work: Promise<void>, late: () => CallstationError): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(late()));
    work.finally(cancel).then(resolve, reject);
  });
}

function restored(clock: Clock, workstation: Workstation): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      cancel();
      stop();
      settle();
    };
    const cancel = clock.after(PATIENCE, () => end(() => reject(new CallstationError('timeout'))));
    const stop = workstation.on('connectionChanged', ({ current: { state, error } }) => {
      if (state === 'ready') end(resolve);
      else if (state !== 'reconnecting' && state !== 'connecting')
        end(() => reject(error ? CallstationError.fromData(error) : new CallstationError('notReady')));
    });
  });
}

/** What is said to a sign-in at a centre that does not answer. */
function unreachable(url: string, workstation: Workstation): CallstationError {
  const { error } = workstation.getSnapshot().page.connection;
  const { code, message } = error ? CallstationError.fromData(error) : new CallstationError('timeout');
  return new CallstationError(code, `The centre at ${url} does not answer. ${message}`);
}

/** What is said to a sign-in that another one, or a sign-out, came before the end of. */
const replaced = (): CallstationError =>
  new CallstationError('invalidState', 'Another login() or logout() came in between.');
