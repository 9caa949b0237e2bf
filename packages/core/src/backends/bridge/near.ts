import type { ConnectionState, Id, PageFacts, Update } from '../../model/index.ts';
import type { Levels } from '../../ports/index.ts';
import { CallstationError, decodeUpdate, type Method, type Params, type Result } from '../../protocol/index.ts';
import { answerWith } from './answer-with.ts';
import { readDevices } from './devices-schema.ts';
import type { FarBody, FarSignal } from './messages.ts';
import { createNearFlights } from './near-flights.ts';
import { NearLink } from './near-link.ts';
import { createNearVolume } from './near-volume.ts';
import type { BridgeBackend, BridgeOptions, BridgePorts } from './near.types.ts';
import { readPageFacts } from './page-facts.ts';
import { createQuestions } from './questions.ts';

/** How long the far half may take to answer at all, and to do one thing, milliseconds. */
const OPENING = 20_000;
const PATIENCE = 30_000;
const CLOSING = 3000;
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 30_000;

/** One `connect` of the workstation, until its `close`. */
interface Seat {
  sink: (update: Update) => void;
  pageId: Id;
  /** Where it is, or was last, connected. */
  far: Id | null;
  attached: boolean;
  retry: number;
  cancel: () => void;
  first: { resolve: () => void; reject: (error: CallstationError) => void } | null;
}

/** See {@link bridge}. */
export class Near {
  readonly backend: BridgeBackend;
  readonly #options: BridgeOptions;
  readonly #ports: BridgePorts;
  readonly #link: NearLink;
  readonly #questions;
  readonly #flights;
  readonly #volume = createNearVolume((volume) => this.#ask({ kind: 'devices', do: 'setVolume', volume }, PATIENCE));
  readonly #levels = new Map<Id, Set<(levels: Levels) => void>>();
  readonly #hostFns = new Set<(name: string, data: unknown) => void>();
  #seat: Seat | null = null;
  #hadSeat = false;
  #far: Id | null = null;
  #skew = 0;
  #newest = 0;
  #stopVisible: () => void = () => undefined;

  constructor(options: BridgeOptions, ports: BridgePorts) {
    this.#options = options;
    this.#ports = ports;
    let last = 0;
    const nextId = (): number => ++last;
    this.#questions = createQuestions(ports.clock, nextId);
    this.#flights = createNearFlights(ports.clock, nextId, () => this.#link.linked);
    this.#link = new NearLink({
      ...{ port: options.port, ports, near: ports.random.id(), settings: options.settings ?? {} },
      visible: () => ports.visibility.visible(),
      events: {
        linked: (far, skew, can) => this.#linked(far, skew, can),
        lost: () => this.#lost(),
        over: (state, error) => this.#over(state, error),
        body: (body) => this.#take(body),
        level: (level) => this.#level(level),
        silent: () => this.#options.onSilent?.(),
      },
    });
    this.backend = this.#asBackend();
  }

  #asBackend(): BridgeBackend {
    const asked = (body: object): Promise<unknown> => this.#ask(body, PATIENCE);
    return {
      connect: (sink, { pageId }) => this.#connect(sink, pageId),
      request: (method, params, commandId) => this.#request(method, params, commandId),
      devices: {
        list: async () => readDevices(await asked({ kind: 'devices', do: 'list' })),
        select: async (choice) => void (await asked({ kind: 'devices', do: 'select', choice })),
        setVolume: this.#volume.set,
        unlock: async () => void (await asked({ kind: 'devices', do: 'unlock' })),
        ring: (on) => this.#link.send({ kind: 'ring', on }),
      },
      levels: (id, fn) => this.#listen(id, fn),
      close: () => this.#close(),
      host: (name, args = null) => asked({ kind: 'host', name, args }),
      onHost: (fn) => {
        const entry: typeof fn = (name, data) => fn(name, data);
        this.#hostFns.add(entry);
        return () => void this.#hostFns.delete(entry);
      },
    };
  }

  #connect(sink: Seat['sink'], pageId: Id): Promise<void> {
    this.#leave(new CallstationError('notReady'));
    const { clock, visibility } = this.#ports;
    return new Promise((resolve, reject) => {
      const seat: Seat = {
        ...{ sink, pageId, far: null, attached: false, retry: FIRST_RETRY },
        cancel: clock.after(OPENING, () => this.#tooLate(seat)),
        first: { resolve, reject },
      };
      this.#seat = seat;
      this.#hadSeat = true;
      const visible = (): void => {
        sink({ type: 'page', page: { visible: visibility.visible() } });
        this.#link.send({ kind: 'visible', visible: visibility.visible() });
        if (visibility.visible()) this.#link.probe();
      };
      visible();
      this.#stopVisible = visibility.subscribe(visible);
      // Looking for it may find it at once.
      if (this.#far === null) this.#link.start();
      else void this.#attach(seat, this.#far);
    });
  }

  #tooLate(seat: Seat): void {
    if (this.#seat !== seat || this.#far !== null) return;
    this.#leave(new CallstationError('timeout', 'The host page of the phone does not answer. Try again.'));
  }

  #linked(far: Id, skew: number, can: readonly string[]): void {
    this.#far = far;
    this.#volume.linked(can);
    this.#skew = skew;
    this.#newest = 0;
    for (const sessionId of this.#levels.keys()) this.#link.send({ kind: 'levels', sessionId, on: true });
    if (this.#seat) void this.#attach(this.#seat, far);
  }

  /** Signs the seat in at a far half, or takes up what it goes on with. */
  async #attach(seat: Seat, far: Id): Promise<void> {
    seat.cancel();
    const { pageId } = this.#pageAt(seat, far);
    const { line } = this.#link;
    const gone = (): boolean => this.#seat !== seat || this.#link.line !== line;
    try {
      await this.#ask({ kind: 'connect', pageId });
    } catch (thrown) {
      if (!gone()) this.#notAttached(seat, far, CallstationError.from(thrown));
      return;
    }
    if (gone()) return;
    seat.attached = true;
    seat.retry = FIRST_RETRY;
    seat.first?.resolve();
    seat.first = null;
    this.#volume.attached();
    for (const flight of this.#flights.waiting()) this.#link.send(flight);
  }

  /** What the centre knows of a page (its leg, its socket) died with that page: a new far half is a new page. */
  #pageAt(seat: Seat, far: Id): Seat {
    const again = seat.far !== null && seat.far !== far;
    seat.far = far;
    if (!again) return seat;
    seat.pageId = this.#ports.random.id();
    seat.sink({ type: 'page', page: { pageId: seat.pageId } });
    return seat;
  }

  #notAttached(seat: Seat, far: Id, error: CallstationError): void {
    if (seat.first) return this.#leave(error);
    if (!error.retryable || error.code === 'licenseExceeded') return this.#over('refused', error);
    seat.cancel = this.#ports.clock.after(seat.retry, () => void this.#attach(seat, far));
    seat.retry = Math.min(seat.retry * 2, LONGEST_RETRY);
  }

  #lost(): void {
    this.#far = null;
    this.#questions.failAll(new CallstationError('network'));
    const seat = this.#seat;
    if (!seat) return;
    seat.cancel();
    seat.attached = false;
    if (seat.first) seat.cancel = this.#ports.clock.after(OPENING, () => this.#tooLate(seat));
    else this.#show(seat, 'reconnecting', new CallstationError('network'));
  }

  #over(state: 'refused' | 'replaced', error: CallstationError): void {
    const seat = this.#seat;
    this.#far = null;
    this.#leave(error);
    if (seat) this.#show(seat, state, error);
  }

  /** The seat is no more: what waits for it is told why. */
  #leave(error: CallstationError): void {
    const seat = this.#seat;
    this.#seat = null;
    this.#stopVisible();
    seat?.cancel();
    this.#flights.failAll(error);
    seat?.first?.reject(error);
  }

  async #close(): Promise<void> {
    const wasLinked = this.#link.linked;
    this.#leave(new CallstationError('notReady'));
    if (wasLinked) await this.#ask({ kind: 'close' }, CLOSING).catch(() => undefined);
    // A new connect() may have come meanwhile.
    if (this.#seat) return;
    this.#questions.failAll(new CallstationError('notReady'));
    this.#far = null;
    this.#link.stop();
  }

  #request<M extends Method>(method: M, params: Params<M>, commandId?: Id): Promise<Result<M>> {
    if (!this.#seat) return Promise.reject(new CallstationError('notReady'));
    const { flight, done } = this.#flights.add(method, params, commandId);
    if (this.#seat.attached) this.#link.send(flight);
    return done;
  }

  async #ask(body: object, patience?: number): Promise<unknown> {
    // Who has left looks for no far half: its page would be opened again, or taken from who has it now.
    const left = this.#hadSeat && !this.#seat;
    if (!left) this.#link.start();
    if (!this.#link.linked)
      throw left
        ? new CallstationError('notReady')
        : new CallstationError('network', 'The host page of the phone does not answer yet.');
    return this.#questions.ask((id) => this.#link.send({ ...body, id }), patience);
  }

  #take(body: FarBody): void {
    switch (body.kind) {
      case 'answer':
      case 'failed':
        return void (this.#flights.settle(body) || this.#questions.settle(body));
      case 'token': {
        const { line } = this.#link;
        if (line) void answerWith(line, body.id, this.#options.token, 'network');
        return;
      }
      case 'event':
        for (const fn of [...this.#hostFns]) fn(body.name, body.data);
        return;
      case 'update':
        if (this.#seat) this.#update(this.#seat, body.update);
    }
  }

  #update(seat: Seat, update: Update): void {
    if (update.type === 'page') {
      const facts = readPageFacts(update.page);
      if (facts) return seat.sink({ type: 'page', page: this.#here(seat, facts) });
    } else {
      const decoded = decodeUpdate(update);
      if (decoded.ok) return decoded.value ? seat.sink(decoded.value) : undefined;
    }
    this.#ports.logger.warn('an update of the far half was refused', { type: update.type });
  }

  /** Facts of the far page as facts of this one: on this clock, and as one seat that is or is not connected. */
  #here(seat: Seat, { connection, clockOffset, ...facts }: Partial<PageFacts>): Partial<PageFacts> {
    if (facts.pageId !== undefined) seat.pageId = facts.pageId;
    const trying = connection?.state === 'closed' || connection?.state === 'connecting';
    return {
      ...facts,
      ...(clockOffset === undefined ? {} : { clockOffset: clockOffset + this.#skew }),
      ...(connection && {
        connection: {
          ...connection,
          // To the agent, a far half that signs in anew is a connection that comes back.
          state: trying && !seat.first ? 'reconnecting' : connection.state,
          since: connection.since - this.#skew,
        },
      }),
    };
  }

  #show(seat: Seat, state: ConnectionState, error: CallstationError): void {
    const connection = { state, since: Math.round(this.#ports.clock.now()), error: error.toData() };
    seat.sink({ type: 'page', page: { connection, sip: 'off', media: {} } });
  }

  #listen(sessionId: Id, fn: (levels: Levels) => void): () => void {
    const entry = (levels: Levels): void => fn(levels);
    const set = this.#levels.get(sessionId) ?? new Set();
    this.#levels.set(sessionId, set.add(entry));
    if (set.size === 1) this.#link.send({ kind: 'levels', sessionId, on: true });
    return () => {
      if (!set.delete(entry) || set.size > 0) return;
      this.#levels.delete(sessionId);
      this.#link.send({ kind: 'levels', sessionId, on: false });
    };
  }

  #level({ sessionId, count, mic, peer }: Extract<FarSignal, { kind: 'level' }>): void {
    if (count <= this.#newest) return;
    this.#newest = count;
    for (const fn of [...(this.#levels.get(sessionId) ?? [])]) fn({ mic, peer });
  }
}
