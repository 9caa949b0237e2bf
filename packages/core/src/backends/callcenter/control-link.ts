import type { ConnectionState, ErrorData } from '../../model/index.ts';
import {
  CallstationError,
  CLOSE_CODES,
  closeName,
  decodeResult,
  type Method,
  type PageHealth,
  type Params,
  type Result,
  type ServerMessage,
} from '../../protocol/index.ts';
import { createBackoff } from './backoff.ts';
import type { ControlLinkEvents, ControlLinkPorts, Introduction } from './control-link.types.ts';
import { ControlWire } from './control-wire.ts';
import { createFlights } from './flights.ts';
import { createPosition } from './position.ts';
import type { TokenSource } from './token-source.ts';
import { createWatchdog } from './watchdog.ts';

/** Opening and hello together may take this long, milliseconds. */
const OPENING = 10_000;
const HELLO = 'hello';
/** Going away, restarting, try again later: what a proxy in front of the centre says to everybody at once. */
const FOR_ALL: ReadonlySet<number> = new Set([1001, 1012, 1013]);

/**
 * The page's connection to the centre: one socket at a time, signed in by hello, made again after every loss until the
 * centre says that it must not be.
 *
 * closed -> connecting -> ready -> reconnecting -> ready …; replaced and refused end it.
 */
export class ControlLink {
  readonly #me: Introduction;
  readonly #tokens: TokenSource;
  readonly #ports: ControlLinkPorts;
  readonly #events: ControlLinkEvents;
  readonly #backoff;
  readonly #watchdog;
  readonly #position = createPosition();
  readonly #flights;
  readonly #wire;
  #state: ConnectionState = 'closed';
  /** Counts attempts: what a former one still does later must not touch the present one. */
  #attempt = 0;
  #cancelAlarm: () => void = () => undefined;
  #readySince = 0;
  #health: PageHealth = {};
  #renewed = false;
  #everReady = false;
  #first: { resolve: () => void; reject: (error: CallstationError) => void } | null = null;
  #unsubscribe: (() => void)[] = [];

  constructor(me: Introduction, tokens: TokenSource, ports: ControlLinkPorts, events: ControlLinkEvents) {
    this.#me = me;
    this.#tokens = tokens;
    this.#ports = ports;
    this.#events = events;
    this.#backoff = createBackoff(ports.random);
    this.#watchdog = createWatchdog(ports.clock, () => this.#lost(errorOf('network'), 'silent'));
    this.#wire = new ControlWire(ports, {
      heard: () => this.#watchdog.heard(),
      message: (message) => this.#dispatch(message),
      closed: (code) => this.#closed(code),
    });
    this.#flights = createFlights(ports.clock, () => (this.#state === 'ready' ? 'timeout' : 'network'));
  }

  /** Resolves after the first hello. Keeps trying while the network is down; rejects when the centre or the token refuses. */
  connect(): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
      this.#first = { resolve, reject };
    });
    const { network, visibility } = this.#ports;
    this.#unsubscribe = [
      network.subscribe(() => network.online() && this.#hurry()),
      visibility.subscribe(() => this.#onVisibility()),
      // Else the centre would wait for this page's return while the customer hears nothing.
      visibility.onLeave?.(() => this.#bye()) ?? (() => undefined),
    ];
    this.#show('connecting');
    void this.#open();
    return done;
  }

  /** Sends a request, or keeps it until the connection is back; at most 30 s. */
  request<M extends Method>(method: M, params: Params<M>, commandId?: string): Promise<Result<M>> {
    if (!this.wanted) {
      return Promise.reject(errorOf(this.#state === 'replaced' ? 'kicked' : 'notReady'));
    }
    const { flight, done } = this.#flights.add(method, params, commandId);
    if (this.#state === 'ready') this.#wire.send(flight);
    return done;
  }

  /** Whether there is a connection, or one is being made. */
  get wanted(): boolean {
    return this.#state === 'ready' || this.#state === 'connecting' || this.#state === 'reconnecting';
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** What the page knows of its own sound: told when it changes, and again on every connection. */
  health(health: PageHealth): void {
    const changed = Object.entries(health).some(([key, value]) => this.#health[key as keyof PageHealth] !== value);
    this.#health = { ...this.#health, ...health };
    if (changed) this.#report();
  }

  /** With somebody on the phone a dead socket is noticed within 6 s instead of 30. */
  setInCall(on: boolean): void {
    this.#watchdog.setInCall(on);
  }

  /** Says bye and ends everything. */
  close(): void {
    this.#bye();
    this.#finish('closed', errorOf('notReady'), null);
  }

  #bye(): void {
    if (this.#state === 'ready') this.#wire.send({ id: 'bye', method: 'bye', params: {} });
  }

  async #open(): Promise<void> {
    const attempt = ++this.#attempt;
    let token: string;
    try {
      token = await this.#tokens.get();
    } catch (thrown) {
      if (attempt === this.#attempt) this.#noToken(CallstationError.from(thrown));
      return;
    }
    if (attempt !== this.#attempt) return;
    this.#cancelAlarm = this.#ports.clock.after(OPENING, () => this.#lost(errorOf('timeout'), 'opening'));
    try {
      this.#wire.open(this.#me.url, () => this.#introduce(token));
    } catch (thrown) {
      // A URL or a policy that forbids the socket does not get better by itself.
      this.#finish('refused', CallstationError.from(thrown, 'invalidArgument'));
    }
  }

  #introduce(token: string): void {
    const resume = this.#position.resume();
    const visible = this.#ports.visibility.visible();
    const params = { token, pageId: this.#me.pageId, visible, ...(resume ? { resume } : {}) };
    this.#wire.send({ id: HELLO, method: 'hello', params });
  }

  #dispatch(message: ServerMessage): void {
    switch (message.kind) {
      case 'ping':
        return this.#wire.send({ id: `alive-${message.ping}`, method: 'alive', params: { ping: message.ping } });
      case 'result':
        return message.id === HELLO ? this.#signedIn(message.result) : this.#settle(message.id, message);
      case 'error':
        return message.id === HELLO ? this.#helloRefused(message.error) : this.#settle(message.id, message);
      case 'update': {
        const { epoch, seq, update } = message;
        const place = seq === null ? 'next' : this.#position.judge(epoch, seq);
        if (place === 'gap') return this.#lost(errorOf('network'), 'an update is missing');
        return place === 'old' || update === null ? undefined : this.#events.update(update);
      }
      case 'unknown':
        return this.#ports.logger.debug('a notification of a newer centre', { method: message.method });
    }
  }

  #settle(id: string | number | null, message: { result: unknown } | { error: ErrorData }): void {
    if (typeof id === 'number') {
      this.#flights.settle(id, 'error' in message ? { error: CallstationError.fromData(message.error) } : message);
    } else if ('error' in message) {
      this.#ports.logger.warn('the centre refused a message', { code: message.error.code });
    }
  }

  #signedIn(result: unknown): void {
    if (this.#state === 'ready') return;
    const hello = decodeResult('hello', result);
    if (!hello.ok) return this.#finish('refused', CallstationError.fromData(hello.error));
    this.#cancelAlarm();
    this.#renewed = false;
    this.#everReady = true;
    this.#readySince = this.#ports.clock.now();
    const { epoch, seq, state, serverTime } = hello.value;
    if (state) this.#position.reset(epoch, seq);
    this.#watchdog.start();
    this.#events.hello(hello.value);
    this.#tokens.keepFresh(serverTime - this.#ports.clock.now(), {
      put: (token) => this.#refresh(token),
      renew: async () => (await this.request('renewToken', {})).token,
    });
    this.#show('ready');
    if (Object.keys(this.#health).length > 0) this.#report();
    for (const flight of this.#flights.waiting()) this.#wire.send(flight);
    this.#first?.resolve();
    this.#first = null;
  }

  #helloRefused(error: ErrorData): void {
    const refusal = CallstationError.fromData(error);
    if (refusal.code === 'unauthorized' || refusal.code === 'tokenExpired') return this.#renew(refusal);
    const forGood = !refusal.retryable || refusal.code === 'licenseExceeded';
    if (forGood) return this.#finish('refused', refusal);
    this.#lost(refusal, 'hello refused');
  }

  #closed(code: number): void {
    const name = closeName(code);
    if (name === null) return this.#lost(errorOf('network'), `close ${code}`, FOR_ALL.has(code));
    const { then, error } = CLOSE_CODES[name];
    if (then === 'newToken') return this.#renew(errorOf(error));
    if (then === 'stop') return this.#finish(name === 'replaced' ? 'replaced' : 'refused', errorOf(error));
    this.#lost(errorOf(error), name, name === 'shuttingDown' || name === 'flooded');
  }

  /** A refused token is fetched anew once; the second refusal in a row is final. */
  #renew(refusal: CallstationError): void {
    this.#tokens.invalidate();
    if (this.#renewed) return this.#finish('refused', refusal);
    this.#renewed = true;
    this.#drop();
    if (this.#everReady) this.#show('reconnecting', refusal);
    void this.#open();
  }

  #noToken(error: CallstationError): void {
    // The first sign-in reports what the app's own function said; later the page keeps trying, a call may be on.
    if (!this.#everReady) return this.#finish(error.code === 'unauthorized' ? 'refused' : 'closed', error);
    this.#lost(error, 'token');
  }

  /** `all`: the centre restarts or is crowded, so everybody was sent away at once and must not come back at once. */
  #lost(error: CallstationError, why: string, all = false): void {
    if (this.#state === 'ready') this.#backoff.lasted(this.#ports.clock.now() - this.#readySince);
    if (all) this.#backoff.spread();
    this.#drop();
    this.#show(this.#everReady ? 'reconnecting' : 'connecting', error);
    const wait = this.#backoff.next();
    this.#ports.logger.info('the connection to the centre is lost', { why, wait });
    this.#cancelAlarm = this.#ports.clock.after(wait, () => void this.#open());
  }

  #drop(): void {
    this.#attempt++;
    this.#cancelAlarm();
    this.#watchdog.stop();
    this.#tokens.stop();
    this.#wire.drop();
  }

  #finish(
    state: 'closed' | 'replaced' | 'refused',
    error: CallstationError,
    shown: CallstationError | null = error,
  ): void {
    this.#drop();
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe();
    this.#show(state, shown ?? undefined);
    this.#flights.failAll(error);
    this.#first?.reject(error);
    this.#first = null;
  }

  /** The network is back, or the page is in front again: no more waiting. */
  #hurry(): void {
    if (this.#wire.inUse || (this.#state !== 'reconnecting' && this.#state !== 'connecting')) return;
    this.#cancelAlarm();
    void this.#open();
  }

  #onVisibility(): void {
    const visible = this.#ports.visibility.visible();
    if (visible) this.#hurry();
    this.#report();
  }

  #report(): void {
    if (this.#state !== 'ready') return;
    const params = { visible: this.#ports.visibility.visible(), ...this.#health };
    this.#wire.send({ id: 'report', method: 'page.report', params });
  }

  #refresh(token: string): void {
    if (this.#state !== 'ready') return;
    this.#wire.send({ id: 'refreshToken', method: 'refreshToken', params: { token } });
  }

  #show(state: ConnectionState, error?: CallstationError): void {
    const changed = state !== this.#state;
    this.#state = state;
    if (changed || error) this.#events.state(state, error?.toData());
  }
}

const errorOf = (code: ConstructorParameters<typeof CallstationError>[0]): CallstationError =>
  new CallstationError(code);
