import type { Id } from '../../model/index.ts';
import { CallstationError } from '../../protocol/index.ts';
import type { BridgePort } from './bridge-port.ts';
import { Line } from './line.ts';
import {
  BRIDGE_VERSION,
  encodeMessage,
  readBody,
  readMessage,
  type Envelope,
  type FarBody,
  type FarSignal,
  type NearSignal,
} from './messages.ts';
import type { BridgePorts } from './near.types.ts';

const HELLO_EVERY = 1000;
const PING_EVERY = 3000;
/** Pings in a row with nothing heard since, after which the far half is gone. */
const MOST_MISSED = 2;
const PROBE_MS = 2000;
const SILENT_EVERY = 10_000;

/** What the link tells; nothing of a former one. */
export interface NearLinkEvents {
  /** Both halves know each other. `skew`: the far half's clock minus this one's, milliseconds; `can`: what not every far half can. */
  linked(far: Id, skew: number, can: readonly string[]): void;
  /** The link is lost, and the next one is looked for. */
  lost(): void;
  /** For good: another version, another near half. */
  over(state: 'refused' | 'replaced', error: CallstationError): void;
  body(body: FarBody): void;
  level(level: Extract<FarSignal, { kind: 'level' }>): void;
  silent(): void;
}

/** What {@link NearLink} is made with. */
export interface NearLinkOptions {
  port: BridgePort;
  ports: Pick<BridgePorts, 'clock' | 'random' | 'logger'>;
  near: Id;
  settings: Record<string, unknown>;
  visible: () => boolean;
  events: NearLinkEvents;
}

/** The near half's way to the far one: looks for it, watches it, and looks again when it is lost. */
export class NearLink {
  readonly #options: NearLinkOptions;
  #line: Line | null = null;
  #far: Id | null = null;
  #asked = 0;
  #pings = 0;
  #missed = 0;
  #heard = false;
  #stopPort: (() => void) | null = null;
  #cancelTick: () => void = () => undefined;
  #cancelSilent: () => void = () => undefined;

  constructor(options: NearLinkOptions) {
    this.#options = options;
  }

  /** Whether the far half answers. */
  get linked(): boolean {
    return this.#far !== null;
  }

  /** Looks for the far half, unless it is being looked for, or there, already. */
  start(): void {
    if (this.#stopPort) return;
    this.#stopPort = this.#options.port.onMessage((message) => this.#receive(message));
    this.#begin();
  }

  /** Forgets the far half. */
  stop(): void {
    this.#stopPort?.();
    this.#stopPort = null;
    this.#drop();
    this.#cancelSilent();
  }

  /** Sends over the present line; nothing where there is none. Throws for what is no JSON. */
  send(body: object): void {
    if (this.linked) this.#line?.send(body);
  }

  /** The app came back to the front: a far half that was killed meanwhile is noticed soon. */
  probe(): void {
    if (this.linked) this.#tick(PROBE_MS, 1);
  }

  /** The present line, so that an answer goes to who asked or to nobody. */
  get line(): Line | null {
    return this.linked ? this.#line : null;
  }

  get #running(): boolean {
    return this.#stopPort !== null;
  }

  #begin(): void {
    const {
      ports: { clock, random },
      events,
    } = this.#options;
    this.#drop();
    const link = random.id();
    this.#line = new Line({
      to: 'far',
      link,
      clock,
      post: (text) => this.#post(text),
      deliver: (message) => this.#guard(() => this.#deliver(message)),
      broken: () => this.#lost('a message is missing'),
    });
    this.#hello();
    this.#cancelSilent();
    const silent = (): void => {
      this.#cancelSilent = clock.after(SILENT_EVERY, silent);
      events.silent();
    };
    this.#cancelSilent = clock.after(SILENT_EVERY, silent);
  }

  #hello(): void {
    const { ports, near, settings, visible } = this.#options;
    const { clock } = ports;
    this.#cancelTick();
    this.#asked = clock.now();
    this.#signal({ kind: 'hello', bridge: BRIDGE_VERSION, near, visible: visible(), settings });
    // Where the answer came at once there is a tick already.
    if (!this.linked) this.#cancelTick = clock.after(HELLO_EVERY, () => this.#hello());
  }

  #receive(text: string): void {
    const message = readMessage('near', text, this.#options.ports.logger);
    if (message) this.#guard(() => this.#dispatch(message));
  }

  #dispatch(message: Envelope): void {
    const { logger } = this.#options.ports;
    if (message.kind === 'ready') {
      const ready = readBody('farSignal', message, logger);
      if (ready?.kind === 'ready') this.#ready(ready.far);
      return;
    }
    if (message.link !== this.#line?.link) return;
    this.#heard = true;
    if (message.n !== undefined) return this.#line.receive(message.n, message);
    const signal = readBody('farSignal', message, logger);
    if (signal) this.#take(signal);
  }

  #ready(far: Id): void {
    if (!this.linked) return this.#hello();
    if (far !== this.#far) this.#lost('the far half began anew');
  }

  #take(signal: FarSignal): void {
    const { events } = this.#options;
    switch (signal.kind) {
      case 'welcome':
        return this.#welcome(signal);
      case 'refused':
        this.stop();
        return events.over('refused', CallstationError.fromData(signal.error));
      case 'replaced':
        this.stop();
        return events.over('replaced', new CallstationError('kicked'));
      case 'lost':
        return this.#lost('the far half knows nothing of this link');
      case 'pong':
        return this.#line?.heardOf(signal.sent);
      case 'level':
        return events.level(signal);
      case 'ready':
    }
  }

  #welcome({ far, at, can = [] }: Extract<FarSignal, { kind: 'welcome' }>): void {
    if (this.linked) return;
    const now = this.#options.ports.clock.now();
    this.#far = far;
    this.#missed = 0;
    this.#cancelSilent();
    this.#tick();
    this.#options.events.linked(far, Math.round(at - (this.#asked + now) / 2), can);
  }

  /** Counted, not measured: after a sleep of both halves one alarm is due, not a minute's worth. */
  #tick(patience = PING_EVERY, most = MOST_MISSED): void {
    const { clock } = this.#options.ports;
    this.#cancelTick();
    this.#heard = false;
    this.#signal({ kind: 'ping', ping: ++this.#pings, sent: this.#line?.sent ?? 0 });
    this.#cancelTick = clock.after(patience, () => {
      this.#missed = this.#heard ? 0 : this.#missed + 1;
      if (this.#missed < most) return this.#tick();
      this.#lost('the far half is silent');
      this.#options.events.silent();
    });
  }

  #deliver(message: Envelope): void {
    const body = readBody('farBody', message, this.#options.ports.logger);
    if (body) this.#options.events.body(body);
  }

  #lost(why: string): void {
    if (!this.#running) return;
    this.#options.ports.logger.info('the far half of the bridge is lost', { why });
    const was = this.linked;
    this.#drop();
    if (was) this.#options.events.lost();
    // Whoever heard of the loss may have closed everything.
    if (this.#running) this.#begin();
  }

  #drop(): void {
    this.#cancelTick();
    this.#line?.close();
    this.#line = null;
    this.#far = null;
  }

  #signal(signal: NearSignal): void {
    if (this.#line) this.#post(encodeMessage('far', this.#line.link, signal));
  }

  #post(text: string): void {
    try {
      this.#options.port.post(text);
    } catch (error) {
      this.#options.ports.logger.debug('the far half could not be told', { error: String(error) });
    }
  }

  /** Nothing that comes over the bridge may throw into the host. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.ports.logger.error('a message of the far half could not be handled', { error: String(error) });
    }
  }
}
