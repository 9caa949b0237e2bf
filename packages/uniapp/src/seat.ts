import {
  CallstationError,
  plainPorts,
  type CallSnapshot,
  type ErrorCode,
  type ErrorData,
  type Workstation,
  type WorkstationPorts,
} from '@callstation/core';
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
import { HOSTS, hostWorkstation } from './uni-workstation.ts';

/** A page that came back waits so long for its connection, milliseconds. */
const PATIENCE = 10_000;
/** A sign-in that finds no centre is told so after this long; the network of a phone may be slow. Milliseconds. */
const LONGEST_LOGIN = 30_000;
/** The former seat has so long to leave before the next one comes, milliseconds. */
const LONGEST_LEAVE = 5000;

/** What leaves now, of this instance or the one before: their sound may be in one place. */
let leaving: Promise<unknown> = Promise.resolve();

/** A workstation, and what hangs on it. */
interface In {
  workstation: Workstation;
  follower: Follower;
  meters: Meters;
  /** Where it is signed in, and by which login; it was brought without one. */
  socket: string;
  login: Login | null;
}

/** Who is signed in, and where their sound is. What is known of calls is the workstation's. */
export class Seat {
  readonly #settings: TcccSettings;
  readonly #emitter: TcccEmitter;
  readonly #ports: WorkstationPorts;
  #host: MediaHost | null = null;
  #in: In | null = null;
  /** Another one for every sign-in and sign-out: what has waited goes on only if none came in between. */
  #round = {};
  #volumeEvery = 0;
  #loggedOut = false;

  constructor(settings: TcccSettings, emitter: TcccEmitter, logger: LevelLogger) {
    this.#settings = settings;
    this.#emitter = emitter;
    this.#ports = { clock: settings.clock ?? plainPorts.clock, random: plainPorts.random, logger };
    emitter.onListen = (name) => {
      // Not in the same task: whoever subscribes expects to be called later.
      if (name === 'onNewSession') void Promise.resolve().then(() => this.#in?.follower.catchUp());
    };
    if (settings.workstation) this.#take(settings.workstation);
  }

  get host(): MediaHost {
    const { host, workstation } = this.#settings;
    return (this.#host ??= host ?? (workstation && HOSTS.get(workstation)) ?? platformHost(workstation));
  }

  /** The workstation, signed in. Throws `notReady`. */
  get workstation(): Workstation {
    if (this.#loggedOut)
      throw new NumberedError(TcccErrorCode.ERR_HAD_LOGGEDOUT, 'notReady', 'You have logged out. Log in again.');
    const workstation = this.#in?.workstation;
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
      if (!this.#in) this.#take(brought);
      this.#loggedOut = false;
      return brought.connect();
    }
    const { socket, http } = centreUrl(login.url ?? this.#settings.url);
    const known = this.#in;
    // Who is in already stays in: another sign-in would cost the sound of a call.
    if (known?.login?.userId === login.userId && known.socket === socket && isIn(known.workstation)) {
      // Its token is the newest.
      Object.assign(known.login, login);
      return this.check();
    }
    this.#drop().catch(() => undefined);
    this.#loggedOut = false;
    const mine = this.#round;
    // A former one that fails to leave, or takes too long, is no reason not to come.
    await within(this.#ports.clock, LONGEST_LEAVE, leaving, replaced).catch(() => undefined);
    if (mine !== this.#round) throw replaced();
    // The hidden page of an App is a file.
    const audience = this.host.kind === 'webview' ? 'app' : undefined;
    const token = seatToken(login, { http, audience }, this.#settings.token);
    const workstation = hostWorkstation(this.host, { url: socket, token }, this.#ports);
    this.#take(workstation, socket, login);
    try {
      await within(this.#ports.clock, LONGEST_LOGIN, workstation.connect(), () => unreachable(socket, workstation));
    } catch (error) {
      if (mine === this.#round) {
        await this.#drop();
        throw error;
      }
    }
    if (mine !== this.#round) throw replaced();
  }

  /** Whether there is a connection; one that is being restored is waited for. */
  async check(): Promise<void> {
    const { getSnapshot, on } = this.workstation;
    let stop = (): void => undefined;
    const there = new Promise<void>((resolve, reject) => {
      const look = (): void => {
        const { state, error } = getSnapshot().page.connection;
        if (state === 'ready') resolve();
        else if (state !== 'reconnecting' && state !== 'connecting')
          reject(errorOf(error, state === 'replaced' ? 'kicked' : 'notReady'));
      };
      stop = on('connectionChanged', look);
      look();
    });
    try {
      await within(this.#ports.clock, PATIENCE, there, () => new CallstationError('timeout'));
    } finally {
      stop();
    }
  }

  async logout(): Promise<void> {
    this.#loggedOut = true;
    this.#round = {};
    if (this.#settings.workstation) await this.#settings.workstation.close();
    else await this.#drop();
  }

  /** Makes the connection anew. Throws where that would cost a call. */
  async reset(): Promise<void> {
    const workstation = this.workstation;
    if (workstation.getSnapshot().currentCallId !== null)
      throw new NumberedError(TcccErrorCode.ERR_NETWORK_CANNOT_RESET, 'invalidState', 'Not during a call.');
    const mine = this.#round;
    await workstation.close();
    if (mine !== this.#round) throw replaced();
    await workstation.connect();
  }

  /** Loudness so often, milliseconds; 0: not at all. Throws `notSupported` where the host cannot measure it. */
  evaluateVolume(interval: number): void {
    const { host, workstation } = this.#settings;
    // Who brings a workstation and no host is not asked what it can do.
    if (interval > 0 && (host || !workstation) && !this.host.audio.levels)
      throw new CallstationError('notSupported', 'Loudness cannot be measured here: the sound is somewhere else.');
    this.#volumeEvery = interval;
    this.#in?.meters.evaluateVolume(interval);
  }

  /** Gives everything back; a workstation that was brought goes on. */
  async destroy(): Promise<void> {
    try {
      await this.#drop();
    } finally {
      if (this.#settings.workstation) this.#host?.audio.stopMusic();
      else this.#host?.close();
      this.#host = null;
    }
  }

  #take(workstation: Workstation, socket = '', login: Login | null = null): void {
    const { language = 'en', pages } = this.#settings;
    const follower = follow(workstation, this.#emitter, { language, everyPage: pages === 'all' });
    const meters = createMeters(workstation, this.#emitter, this.#ports.clock);
    meters.evaluateVolume(this.#volumeEvery);
    this.#in = { workstation, follower, meters, socket, login };
  }

  async #drop(): Promise<void> {
    const former = this.#in;
    this.#round = {};
    this.#in = null;
    former?.follower.stop();
    former?.meters.stop();
    if (!former || this.#settings.workstation) return;
    const before = leaving;
    const left = former.workstation.close();
    leaving = left.catch(() => undefined).then(() => before);
    await left;
  }
}

function isIn({ getSnapshot }: Workstation): boolean {
  const { state } = getSnapshot().page.connection;
  return state === 'ready' || state === 'reconnecting';
}

function within(clock: Clock, ms: number, work: Promise<unknown>, late: () => CallstationError): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(late()));
    work.finally(cancel).then(resolve, reject);
  });
}

const errorOf = (error: ErrorData | undefined, otherwise: ErrorCode): CallstationError =>
  error ? CallstationError.fromData(error) : new CallstationError(otherwise);

/** What is said to a sign-in at a centre that does not answer. */
function unreachable(url: string, workstation: Workstation): CallstationError {
  const { error } = workstation.getSnapshot().page.connection;
  const { code, message } = errorOf(error, 'timeout');
  return new CallstationError(code, `The centre at ${url} does not answer. ${message}`);
}

/** What is said to a sign-in that another one, or a sign-out, came before the end of. */
const replaced = (): CallstationError =>
  new CallstationError('invalidState', 'Another login() or logout() came in between.');
