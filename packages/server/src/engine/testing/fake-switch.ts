import type { End, Id } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { Endpoint, SuperviseMode, Switch, SwitchEvent, SwitchOrder } from '../../switch/switch.ts';

type OrderName = SwitchOrder[0];

/** A leg as the fake switch knows it. */
export interface FakeLeg {
  leg: Id;
  to: Endpoint;
  headers: Record<string, string>;
  room: Id | null;
  incoming: boolean;
  answered: boolean;
  held: boolean;
  gated: boolean;
  ended: boolean;
  /** With whom it is in that room, as a supervisor. */
  supervises: { target: Id; mode: SuperviseMode } | null;
}

/** A switch that keeps what it was told and says what the test tells it to say. */
export interface FakeSwitch extends Switch {
  /** Every order, in order. */
  readonly orders: SwitchOrder[];
  readonly legs: Map<Id, FakeLeg>;
  readonly plays: Map<Id, { leg: Id } | { room: Id }>;
  /** Rooms somebody is in. */
  rooms(): Map<Id, Id[]>;
  /** Legs that have not ended. */
  live(): FakeLeg[];
  /** The newest live leg to that page or number. */
  to(target: { page: Id } | { number: string }): FakeLeg;
  /** A customer calls in; returns the leg. */
  incoming(from: string, to?: string, headers?: Record<string, string>): Id;
  emit(event: { type: 'ringing' | 'answered' | 'media' | 'mediaLost'; leg: Id }): void;
  /** The far end presses a key. */
  press(leg: Id, digit: string): void;
  /** Everything that is not a loop has been played to its end. */
  playedOut(): void;
  /** Something that is about no leg. */
  news(event: { type: 'played'; id: Id } | { type: 'recordingFailed'; id: Id; error: string }): void;
  /** The far end is gone. */
  end(leg: Id, end: End, session?: Id): void;
  /** The next orders of that name fail, `times` of them. */
  fail(name: OrderName, times?: number, error?: CallstationError): void;
  /** That sound comes to its end. */
  played(id: Id): void;
  /** No order fails any more. */
  heal(): void;
  /** Orders of that name wait until released. */
  block(name: OrderName): () => void;
}

/** Makes a {@link FakeSwitch}. `autoPages`: page legs answer and carry media by themselves, one microtask later. */
export function createFakeSwitch(options: { clock: Clock; autoPages?: boolean }): FakeSwitch {
  const { clock, autoPages = true } = options;
  const orders: SwitchOrder[] = [];
  const legs = new Map<Id, FakeLeg>();
  const plays: FakeSwitch['plays'] = new Map();
  const used = new Set<Id>();
  const failing = new Map<OrderName, { times: number; error: CallstationError }>();
  const blocked = new Map<OrderName, Promise<void>>();
  let sink: ((event: SwitchEvent) => void) | null = null;
  let count = 0;
  const emit = (event: { type: 'ringing' | 'answered' | 'media' | 'mediaLost'; leg: Id }): void => {
    const leg = legs.get(event.leg);
    if (leg && event.type === 'answered') leg.answered = true;
    sink?.({ ...event, at: clock.now() });
  };
  const order = async (...asked: SwitchOrder): Promise<void> => {
    orders.push(asked);
    await blocked.get(asked[0]);
    const failure = failing.get(asked[0]);
    if (failure === undefined) return;
    if (--failure.times <= 0) failing.delete(asked[0]);
    throw failure.error;
  };
  const need = (id: Id): FakeLeg => {
    const leg = legs.get(id);
    if (leg === undefined || leg.ended) throw new CallstationError('notFound', `no leg ${id}`);
    return leg;
  };
  /** Who goes elsewhere leaves their supervisors behind, in no room. */
  const go = (leg: FakeLeg, room: Id | null, supervises: FakeLeg['supervises'] = null): void => {
    const moved = leg.room !== room;
    leg.room = room;
    leg.supervises = supervises;
    if (moved) for (const other of legs.values()) if (other.supervises?.target === leg.leg) go(other, null);
  };
  const finish = (leg: FakeLeg): void => {
    leg.ended = true;
    go(leg, null);
    for (const [id, at] of plays) if ('leg' in at && at.leg === leg.leg) plays.delete(id);
    sweep();
  };
  const roomsNow = (): Map<Id, Id[]> => {
    const rooms = new Map<Id, Id[]>();
    for (const leg of legs.values())
      if (leg.room !== null) rooms.set(leg.room, [...(rooms.get(leg.room) ?? []), leg.leg]);
    return rooms;
  };
  /** A play ends with its room, as the switch's does. */
  const sweep = (): void => {
    const rooms = roomsNow();
    for (const [id, at] of plays) if ('room' in at && !rooms.has(at.room)) plays.delete(id);
  };
  const autoAnswer = (id: Id): void => {
    queueMicrotask(() => {
      if (legs.get(id)?.ended !== false) return;
      emit({ type: 'answered', leg: id });
      queueMicrotask(() => {
        if (legs.get(id)?.ended === false) emit({ type: 'media', leg: id });
      });
    });
  };
  const flag = (id: Id, set: (leg: FakeLeg) => void): void => set(need(id));
  const fake: FakeSwitch = {
    can: { video: false, tap: true, refer: false, mix: true, record: true, supervise: true },
    orders,
    legs,
    plays,
    rooms: roomsNow,
    live: () => [...legs.values()].filter((leg) => !leg.ended),
    to(target) {
      const fits = (to: Endpoint): boolean =>
        'page' in target ? 'page' in to && to.page === target.page : 'number' in to && to.number === target.number;
      const found = [...legs.values()].filter((leg) => !leg.ended && !leg.incoming && fits(leg.to)).at(-1);
      if (found === undefined) throw new Error(`no live leg to ${JSON.stringify(target)}`);
      return found;
    },
    incoming(from, to = '4000', headers = {}) {
      const leg = `in${++count}`;
      const endpoint = { trunk: 'simulator', number: from };
      const flags = {
        room: null,
        incoming: true,
        answered: false,
        held: false,
        gated: false,
        ended: false,
        supervises: null,
      };
      legs.set(leg, { leg, to: endpoint, headers, ...flags });
      sink?.({ type: 'incoming', leg, from: endpoint, to, headers, at: clock.now() });
      return leg;
    },
    emit,
    press: (leg, digit) => sink?.({ type: 'digit', leg, digit, at: clock.now() }),
    playedOut() {
      const loops = new Set(orders.flatMap((one) => (one[0] === 'play' && one[4] ? [one[1]] : [])));
      for (const id of [...plays.keys()].filter((play) => !loops.has(play))) {
        plays.delete(id);
        sink?.({ type: 'played', id, at: clock.now() });
      }
    },
    news: (event) => sink?.({ ...event, at: clock.now() }),
    end(id, end, session) {
      const leg = legs.get(id);
      if (leg === undefined || leg.ended) return;
      finish(leg);
      sink?.({ type: 'ended', leg: id, end, at: clock.now(), ...(session === undefined ? {} : { session }) });
    },
    fail: (name, times = 1, error = new CallstationError('internal', `${name} failed`)) =>
      void failing.set(name, { times, error }),
    played(id) {
      plays.delete(id);
      sink?.({ type: 'played', id, at: clock.now() });
    },
    heal: () => failing.clear(),
    block(name) {
      let release = (): void => {};
      blocked.set(name, new Promise<void>((resolve) => (release = resolve)));
      return () => {
        blocked.delete(name);
        release();
      };
    },
    async start(to) {
      sink = to;
      return { legs: [] };
    },
    async stop() {
      sink = null;
    },
    async openPage(page) {
      const url = `/sip?ticket=${page}`;
      return { uri: `sip:${page}@fake`, username: page, password: 'x', url, expiresAt: 0, iceServers: [] };
    },
    async closePage(page) {
      for (const leg of legs.values()) if ('page' in leg.to && leg.to.page === page && !leg.ended) finish(leg);
    },
    async dial(leg, to, o) {
      await order('dial', leg, to, o);
      if (legs.has(leg)) return;
      const flags = {
        room: null,
        incoming: false,
        answered: false,
        held: false,
        gated: false,
        ended: false,
        supervises: null,
      };
      legs.set(leg, { leg, to, headers: o.headers ?? {}, ...flags });
      if (autoPages && 'page' in to) autoAnswer(leg);
    },
    async ring(leg) {
      await order('ring', leg);
      need(leg);
    },
    async answer(leg) {
      await order('answer', leg);
      flag(leg, (l) => (l.answered = true));
    },
    async hangup(id, end) {
      await order('hangup', id, end);
      const leg = legs.get(id);
      if (leg && !leg.ended) finish(leg);
    },
    refer: (leg, uri) => order('refer', leg, uri),
    async join(room, leg) {
      await order('join', room, leg);
      flag(leg, (l) => go(l, room));
      sweep();
    },
    async leave(id) {
      await order('leave', id);
      const leg = legs.get(id);
      if (leg) go(leg, null);
      sweep();
    },
    async hold(leg, music) {
      await order('hold', leg, music);
      flag(leg, (l) => (l.held = true));
    },
    async unhold(leg) {
      await order('unhold', leg);
      flag(leg, (l) => (l.held = false));
    },
    async supervise(leg, target, mode) {
      await order('supervise', leg, target, mode);
      const { room } = need(target);
      flag(leg, (l) => go(l, room, room === null ? null : { target, mode }));
      sweep();
      if (room === null) throw new CallstationError('notFound', `${target} is in no room`);
    },
    async gate(leg, on) {
      await order('gate', leg, on);
      flag(leg, (l) => (l.gated = on));
    },
    async digits(leg, digits) {
      await order('digits', leg, digits);
      need(leg);
    },
    tap: async () => () => {},
    async play(id, to, source, loop) {
      await order('play', id, to, source, loop);
      if ('leg' in to) need(to.leg);
      else if (!roomsNow().has(to.room)) throw new CallstationError('notFound', `no room ${to.room}`);
      // The same order again is done once, also when what it began is over.
      if (!used.has(id)) plays.set(id, to);
      used.add(id);
    },
    async stopPlay(id) {
      await order('stopPlay', id);
      used.add(id);
      plays.delete(id);
    },
    record: (id, room, sides) => order('record', id, room, sides),
    pauseRecord: (id, on) => order('pauseRecord', id, on),
    stopRecord: (id) => order('stopRecord', id),
  };
  return fake;
}
