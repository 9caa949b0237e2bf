import type { Id, Update } from '../../model/index.ts';
import { CallstationError, decodeCall, LIMITS } from '../../protocol/index.ts';
import { agentOf } from './agent-of.ts';
import { answerWith } from './answer-with.ts';
import type { BridgePort } from './bridge-port.ts';
import { createFarVisibility } from './far-visibility.ts';
import type { FarHalf, FarPorts, HostFunction, MakeBackend } from './far.types.ts';
import { Line } from './line.ts';
import {
  BRIDGE_VERSION,
  encodeMessage,
  readBody,
  readMessage,
  type Envelope,
  type FarSignal,
  type NearBody,
  type NearSignal,
} from './messages.ts';
import { SETS_VOLUME } from './near-volume.ts';
import { createQuestions } from './questions.ts';
import { ServedBackend } from './served-backend.ts';
import { hasOwn } from '../../model/has-own.ts';

/** How long the near half may take over a token, milliseconds. */
const TOKEN_MS = 30_000;
/** A near half that says nothing for so long is gone, and nobody would see a call that is offered. Milliseconds. */
const LEASE_MS = 60_000;
const LEASE_CHECK = 15_000;

type Hello = Extract<NearSignal, { kind: 'hello' }>;
/** The near half that is served now. `live`: it has been told the whole, and hears what follows. */
interface Link {
  line: Line;
  near: Id;
  live: boolean;
  levels: Map<Id, () => void>;
}

/** See {@link serveBridge}. */
export class Far implements FarHalf {
  readonly #id: Id;
  readonly #port: BridgePort;
  readonly #make: MakeBackend;
  readonly #host: Readonly<Record<string, HostFunction>>;
  readonly #ports: FarPorts;
  readonly #questions;
  readonly #visibility = createFarVisibility();
  readonly #stop: () => void;
  #link: Link | null = null;
  #settings: Record<string, unknown> = {};
  #served: ServedBackend | null = null;
  /** A token that was asked for and has not come; it is asked for again over the next link. */
  #wanted: { id: number | null; token: Promise<string> } | null = null;
  #heard: number;
  #cancelLease: () => void = () => undefined;
  #levels = 0;

  constructor(port: BridgePort, make: MakeBackend, host: Record<string, HostFunction>, ports: FarPorts) {
    this.#port = port;
    this.#make = make;
    this.#host = host;
    this.#ports = ports;
    let last = 0;
    this.#questions = createQuestions(ports.clock, () => ++last);
    this.#id = ports.random.id();
    this.#heard = ports.clock.now();
    this.#stop = port.onMessage((message) => this.#receive(message));
    this.#signal('', { kind: 'ready', bridge: BRIDGE_VERSION, far: this.#id });
    this.#lease();
  }

  tell(name: string, data: unknown): void {
    this.#guard('telling of the host', () => this.#link?.line.send({ kind: 'event', name, data }));
  }

  async close(): Promise<void> {
    this.#stop();
    this.#cancelLease();
    this.#unlink();
    this.#questions.failAll(new CallstationError('network'));
    await this.#served?.close();
  }

  #receive(text: string): void {
    const message = readMessage('far', text, this.#ports.logger);
    if (!message) return;
    this.#heard = this.#ports.clock.now();
    this.#guard('a message', () => this.#dispatch(message));
  }

  #dispatch(message: Envelope): void {
    if (message.kind === 'hello') {
      const hello = readBody('nearSignal', message, this.#ports.logger);
      if (hello?.kind === 'hello') this.#hello(message.link, hello);
      return;
    }
    const link = this.#link;
    if (!link || link.line.link !== message.link) return this.#signal(message.link, { kind: 'lost' });
    if (message.n !== undefined) return link.line.receive(message.n, message);
    const signal = readBody('nearSignal', message, this.#ports.logger);
    if (signal?.kind !== 'ping') return;
    this.#signal(message.link, { kind: 'pong', ping: signal.ping, sent: link.line.sent });
    link.line.heardOf(signal.sent);
  }

  #hello(id: Id, hello: Hello): void {
    if (hello.bridge !== BRIDGE_VERSION) {
      const why = `This host page speaks version ${BRIDGE_VERSION} of the bridge, not ${hello.bridge}. Use the one of the same release.`;
      return this.#signal(id, { kind: 'refused', error: new CallstationError('notSupported', why).toData() });
    }
    const at = this.#ports.clock.now();
    const welcome: FarSignal = { kind: 'welcome', bridge: BRIDGE_VERSION, far: this.#id, at, can: [SETS_VOLUME] };
    if (this.#link?.line.link === id) return this.#signal(id, welcome);
    if (this.#link && this.#link.near !== hello.near) this.#signal(this.#link.line.link, { kind: 'replaced' });
    this.#unlink();
    this.#settings = hello.settings;
    this.#visibility.set(hello.visible);
    const line = new Line({
      to: 'near',
      link: id,
      clock: this.#ports.clock,
      post: (text) => this.#post(text),
      deliver: (message) => this.#guard('a message', () => this.#deliver(message)),
      broken: () => this.#broken(id),
    });
    this.#link = { line, near: hello.near, live: false, levels: new Map() };
    this.#signal(id, welcome);
    const wanted = this.#wanted?.id ?? null;
    if (wanted !== null) line.send({ kind: 'token', id: wanted });
  }

  #deliver(message: Envelope): void {
    const link = this.#link;
    const body = readBody('nearBody', message, this.#ports.logger);
    if (!link || !body) return;
    const answer = (id: number, work: () => unknown): void => void answerWith(link.line, id, work);
    switch (body.kind) {
      case 'answer':
      case 'failed':
        return this.#questions.settle(body);
      case 'connect':
        return answer(body.id, () => this.#connect(link, body.pageId));
      case 'request':
        return answer(body.id, () => this.#request(body));
      case 'devices':
        return answer(body.id, () => this.#devices(body));
      case 'host':
        return answer(body.id, () => this.#callHost(body.name, body.args));
      case 'close':
        link.live = false;
        return answer(body.id, () => this.#served?.close());
      case 'ring':
        return this.#backend().backend.devices.ring(body.on);
      case 'levels':
        return this.#listen(link, body.sessionId, body.on);
      case 'visible':
        return this.#visibility.set(body.visible);
    }
  }

  async #connect(link: Link, pageId: Id): Promise<void> {
    const known = this.#served;
    const another = known?.open === true && known.owner !== link.near;
    // Another program on the near side: the same agent's goes on with the call, another's begins anew.
    if (another && agentOf(await this.#token()) !== known.agent) await known.close();
    if (this.#link !== link) return;
    const served = this.#backend();
    served.owner = link.near;
    link.live = true;
    if (served.open) for (const update of served.whole()) this.#update(update);
    await served.connect(pageId, this.#visibility.visible(), this.#ports.clock.now());
  }

  async #request({ method, params, commandId }: Extract<NearBody, { kind: 'request' }>): Promise<unknown> {
    const call = decodeCall(method, params);
    if (!call.ok) throw CallstationError.fromData(call.error);
    return this.#backend().request(call.value.method, call.value.params, commandId);
  }

  #devices({ do: what, choice = {}, volume = {} }: Extract<NearBody, { kind: 'devices' }>): Promise<unknown> {
    const { devices } = this.#backend().backend;
    if (what === 'list') return devices.list();
    if (what === 'setVolume') return devices.setVolume(volume);
    return what === 'select' ? devices.select(choice) : devices.unlock();
  }

  #callHost(name: string, args: unknown): unknown {
    const known = hasOwn(this.#host, name) ? this.#host[name] : undefined;
    if (!known) throw new CallstationError('notSupported', `The host page has no function ${name}.`);
    return known(args);
  }

  #listen(link: Link, sessionId: Id, on: boolean): void {
    link.levels.get(sessionId)?.();
    link.levels.delete(sessionId);
    if (!on) return;
    const stop = this.#backend().backend.levels(sessionId, ({ mic, peer }) =>
      this.#signal(link.line.link, { kind: 'level', sessionId, count: ++this.#levels, mic, peer }),
    );
    link.levels.set(sessionId, stop);
  }

  /** The backend for the present settings, made at its first use. */
  #backend(): ServedBackend {
    const settings = JSON.stringify(this.#settings);
    if (this.#served?.settings === settings) return this.#served;
    const old = this.#served;
    this.#served = null;
    old
      ?.close()
      .catch((cause: unknown) => this.#ports.logger.warn('a backend did not close', { cause: String(cause) }));
    const served: ServedBackend = new ServedBackend(
      this.#make({
        settings: this.#settings,
        visibility: this.#visibility,
        token: async () => {
          const token = await this.#token();
          served.agent = agentOf(token);
          return token;
        },
      }),
      settings,
      (update) => this.#served === served && this.#update(update),
    );
    this.#served = served;
    return served;
  }

  #token(): Promise<string> {
    if (this.#wanted) return this.#wanted.token;
    const send = (id: number): void => {
      wanted.id = id;
      this.#link?.line.send({ kind: 'token', id });
    };
    const wanted: { id: number | null; token: Promise<string> } = { id: null, token: Promise.resolve('') };
    wanted.token = this.#questions
      .ask(send, TOKEN_MS)
      .then((token) => {
        if (typeof token !== 'string' || token === '' || token.length > LIMITS.tokenLength)
          throw new CallstationError('unauthorized');
        return token;
      })
      .finally(() => (this.#wanted = null));
    this.#wanted = wanted;
    return wanted.token;
  }

  #update(update: Update): void {
    if (this.#link?.live) this.#link.line.send({ kind: 'update', update });
  }

  #broken(id: Id): void {
    this.#ports.logger.warn('a message of the near half is missing', {});
    this.#unlink();
    this.#signal(id, { kind: 'lost' });
  }

  #unlink(): void {
    const link = this.#link;
    this.#link = null;
    link?.line.close();
    for (const stop of link?.levels.values() ?? []) stop();
  }

  /** Nobody there to see a call: the backend leaves its centre, unless somebody is on the phone. */
  #lease(): void {
    this.#cancelLease = this.#ports.clock.after(LEASE_CHECK, () => {
      this.#lease();
      const silent = this.#ports.clock.now() - this.#heard >= LEASE_MS;
      if (!silent || !this.#served?.open || this.#served.inCall) return;
      this.#ports.logger.warn('the near half is gone: signing out', {});
      this.#unlink();
      this.#served.close().catch(() => undefined);
    });
  }

  #signal(link: Id, signal: FarSignal): void {
    this.#post(encodeMessage('near', link, signal));
  }

  #post(text: string): void {
    try {
      this.#port.post(text);
    } catch (error) {
      this.#ports.logger.debug('the near half could not be told', { error: String(error) });
    }
  }

  /** Nothing that comes over the bridge may end this half. */
  #guard(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#ports.logger.error(`${what} could not be handled`, { error: String(error) });
    }
  }
}
