import {
  createFakeClock,
  createFakeLogger,
  createFakeMedia,
  createFakeNetwork,
  createFakePageSip,
  createFakeRandom,
  createFakeVisibility,
  createSocketHub,
  fakeState,
  type ServerEnd,
} from '@callstation/testkit';

import { createWorkstation } from '../../../client/create-workstation.ts';
import type { State, Update } from '../../../model/index.ts';
import {
  CallstationError,
  decodeRequest,
  encodeError,
  encodePing,
  encodeResult,
  encodeUpdate,
  type DecodedRequest,
  type Method,
  type SipAccount,
} from '../../../protocol/index.ts';
import { callcenter } from '../callcenter.ts';

export const ACCOUNT: SipAccount = {
  uri: 'sip:p@centre.test',
  username: 'p',
  password: 'secret',
  url: '/sip?ticket=1',
  expiresAt: 1_700_000_030_000,
  iceServers: [],
};

type Answer = (request: DecodedRequest) => unknown;

/** A centre that numbers updates, replays them, and answers as a test says. Speaks only the protocol. */
export class ScriptedCentre {
  readonly hub;
  /** Every request but `alive`, oldest first, over all sockets. */
  readonly requests: DecodedRequest[] = [];
  readonly hellos: Extract<DecodedRequest, { method: 'hello' }>[] = [];
  readonly alives: number[] = [];
  /** What is done by commandId: more than once would be a fault. */
  readonly done = new Map<string, number>();
  readonly answers = new Map<Method, Answer>();
  state: State = fakeState();
  epoch = 'e1';
  seq = 0;
  log: { seq: number; update: Update }[] = [];
  canReplay = true;
  serverAhead = 5000;
  /** Requests stay without an answer. */
  mute = false;
  readonly #clock;

  constructor(clock: ReturnType<typeof createFakeClock>) {
    this.#clock = clock;
    this.hub = createSocketHub(clock);
    this.hub.onconnection = (server) => {
      server.onmessage = (text) => this.#receive(server, text);
    };
  }

  get socket(): ServerEnd {
    const last = this.hub.connections.at(-1);
    if (!last) throw new Error('nobody connected');
    return last;
  }

  /** Numbers an update, keeps it, and sends it while the socket is open. */
  publish(...updates: Update[]): void {
    for (const update of updates) {
      this.log.push({ seq: ++this.seq, update });
      this.#apply(update);
      if (this.socket.open) this.socket.send(encodeUpdate(this.epoch, this.seq, update));
    }
  }

  /** A restart that lost everything: another epoch, numbers from one. */
  restart(state: State): void {
    this.epoch = `${this.epoch}+`;
    this.seq = 0;
    this.log = [];
    this.state = state;
  }

  ping(n: number): void {
    this.socket.send(encodePing(n));
  }

  #apply(update: Update): void {
    if (update.type === 'agent') this.state = { ...this.state, agent: update.agent };
    if (update.type === 'removed' || update.type === 'session') {
      const id = update.type === 'removed' ? update.id : update.session.id;
      const at = this.state.sessions.findIndex((session) => session.id === id);
      const sessions = [...this.state.sessions];
      if (update.type === 'removed') sessions.splice(at, 1);
      else if (at < 0) sessions.push(update.session);
      else sessions[at] = update.session;
      this.state = { ...this.state, sessions };
    }
  }

  #receive(server: ServerEnd, text: string): void {
    const request = decodeRequest(text);
    if (!request.ok) throw new Error(`the page sent nonsense: ${request.error.message}`);
    if (request.method === 'alive') {
      this.alives.push(request.params.ping);
      return;
    }
    this.requests.push(request);
    if (request.method === 'hello') return this.#hello(server, request);
    if (this.mute) return;
    if (request.commandId !== null) this.done.set(request.commandId, (this.done.get(request.commandId) ?? 0) + 1);
    this.#answer(server, request);
  }

  #hello(server: ServerEnd, request: Extract<DecodedRequest, { method: 'hello' }>): void {
    this.hellos.push(request);
    const special = this.answers.get('hello');
    if (special) return this.#answer(server, request);
    const { resume } = request.params;
    const replay = resume && this.canReplay && resume.epoch === this.epoch;
    server.send(
      encodeResult(request.id, {
        epoch: this.epoch,
        seq: this.seq,
        serverTime: this.#clock.now() + this.serverAhead,
        leaseMs: 30_000,
        sip: null,
        state: replay ? null : this.state,
      }),
    );
    if (!replay) return;
    for (const { seq, update } of this.log) {
      if (seq > resume.seq) server.send(encodeUpdate(this.epoch, seq, update));
    }
  }

  #answer(server: ServerEnd, request: DecodedRequest): void {
    const fallback = request.method === 'sipAccount' ? ACCOUNT : null;
    try {
      const answer = this.answers.get(request.method);
      server.send(encodeResult(request.id, answer ? answer(request) : fallback));
    } catch (error) {
      server.send(encodeError(request.id, CallstationError.from(error).toData()));
    }
  }
}

/** A page over a scripted centre; everything simulated. */
export function createPage(options: { token?: () => string | Promise<string>; fraction?: number; ids?: string } = {}) {
  const clock = createFakeClock();
  const centre = new ScriptedCentre(clock);
  const parts = {
    clock,
    centre,
    media: createFakeMedia(),
    sip: createFakePageSip(),
    logger: createFakeLogger(),
    network: createFakeNetwork(),
    visibility: createFakeVisibility(),
    /** What the page's SIP side was given. */
    accounts: [] as (() => Promise<SipAccount>)[],
    mayListen: [] as (() => boolean)[],
  };
  const random = createFakeRandom(options.ids ?? 'r', options.fraction ?? 0);
  const backend = callcenter({
    url: 'https://centre.test/seat',
    token: options.token ?? (() => 'token'),
    media: parts.media,
    ports: {
      clock,
      random,
      logger: parts.logger,
      network: parts.network,
      visibility: parts.visibility,
      socket: centre.hub.factory,
      sip({ account, mayListen = () => false }) {
        parts.accounts.push(account);
        parts.mayListen.push(mayListen);
        return parts.sip;
      },
    },
  });
  const workstation = createWorkstation({ backend, ports: { clock, random, logger: parts.logger } });
  return { ...parts, backend, workstation, connection: () => workstation.getSnapshot().page.connection };
}
