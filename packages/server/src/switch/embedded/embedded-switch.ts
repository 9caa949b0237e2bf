import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { End, Id } from '@callstation/core/model';
import { CallstationError, type SipAccount } from '@callstation/core/protocol';
import type { Endpoint, SuperviseMode, SwitchEvent } from '../switch.ts';
import type { VirtualLeg, VirtualTrunk } from '../trunk.ts';
import { LegMaker } from './leg-maker.ts';
import { LegTable } from './leg-table.ts';
import type { Leg, LegNews } from './legs/leg.ts';
import { SoundLibrary, type SoundSource } from './media/sound-library.ts';
import { Ticker } from './media/ticker.ts';
import { createWeriftStack } from './media/werift-leg.ts';
import type { EmbeddedDebug, EmbeddedSwitch, EmbeddedSwitchOptions } from './options.ts';
import { Plays } from './plays.ts';
import type { Sides } from './recording/recorder.ts';
import { type RecordingNews, Recordings } from './recording/recordings.ts';
import { RoomTable } from './room-table.ts';
import { SipEntrance } from './sip/sip-entrance.ts';

export type { EmbeddedMediaOptions, EmbeddedSwitch, EmbeddedSwitchOptions } from './options.ts';

const CAN = { video: false, tap: true, refer: false, mix: true, supervise: true };
const STOPPED: End = { reason: 'systemError', by: 'system' };
const PAGE_GONE: End = { reason: 'networkLost', by: 'system' };

type EventBody<E = SwitchEvent> = E extends unknown ? Omit<E, 'at'> : never;

/**
 * The switch inside this process: SIP over WebSocket to pages, WebRTC media, rooms, customers made of code; two are relayed,
 * more are mixed.
 *
 * @example
 * const phone = createEmbeddedSwitch({ clock, random, logger, trunks: [simulator.trunk] });
 * server.on('upgrade', (request, socket, head) => phone.upgrade(request, socket, head));
 * await phone.start((event) => centre.heard(event));
 */
export function createEmbeddedSwitch(options: EmbeddedSwitchOptions): EmbeddedSwitch {
  return new Embedded(options);
}

class Embedded implements EmbeddedSwitch {
  readonly can;
  readonly #options: EmbeddedSwitchOptions;
  readonly #ticker: Ticker;
  readonly #stack;
  readonly #entrance: SipEntrance;
  readonly #maker: LegMaker;
  readonly #sounds = new SoundLibrary();
  readonly #legs = new LegTable();
  readonly #rooms;
  readonly #plays = new Plays((id) => this.#emit({ type: 'played', id }));
  readonly #recordings: Recordings | null;
  #sink: ((event: SwitchEvent) => void) | null = null;

  constructor(options: EmbeddedSwitchOptions) {
    const { clock, random, logger, media = {} } = options;
    this.#options = options;
    this.can = { ...CAN, record: options.recordings !== undefined };
    this.#ticker = new Ticker(clock);
    this.#rooms = new RoomTable(this.#ticker, (room, line) => this.#plays.left(room, line));
    this.#stack = createWeriftStack({
      clock,
      logger,
      ...(media.publicIp === undefined ? {} : { publicIp: media.publicIp }),
      ...(media.rtpPorts === undefined ? {} : { rtpPorts: media.rtpPorts }),
    });
    const ports = { ticker: this.#ticker, rooms: this.#rooms, legs: this.#legs, random, logger };
    const news = (event: RecordingNews): void => this.#emit(event);
    this.#recordings = options.recordings ? new Recordings({ ...options.recordings, ...ports, news }) : null;
    const iceServers = media.iceServers ?? (() => []);
    this.#entrance = new SipEntrance({ clock, random, logger, path: options.sipPath ?? '/sip', iceServers });
    this.#maker = new LegMaker({
      ...options,
      ticker: this.#ticker,
      stack: this.#stack,
      entrance: this.#entrance,
      legs: this.#legs,
      heard: (id, news) => this.#heard(id, news),
    });
    for (const trunk of options.trunks) trunk.onIncoming((call) => this.#incoming(trunk, call));
  }

  async start(sink: (event: SwitchEvent) => void): Promise<{ legs: { leg: Id; room: Id | null }[] }> {
    await Promise.all([this.#stack.prepare(), this.#sounds.prepare()]);
    this.#sink = sink;
    return { legs: this.#legs.all().map((leg) => ({ leg: leg.id, room: this.#rooms.roomOf(leg.line) })) };
  }

  async stop(): Promise<void> {
    for (const leg of this.#legs.all()) this.#drop(leg, STOPPED);
    await this.#recordings?.stopAll();
    this.#sink = null;
    this.#plays.stopAll();
    this.#ticker.stop();
    this.#entrance.stop();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#entrance.upgrade(request, socket, head);
  }

  debug(): EmbeddedDebug {
    return {
      legs: this.#legs.size,
      rooms: this.#rooms.size,
      mixing: this.#rooms.mixing,
      pages: this.#entrance.pages,
      peerConnections: this.#stack.open,
      plays: this.#plays.size,
      recordings: this.#recordings?.size ?? 0,
      ticking: this.#ticker.size,
      sockets: this.#entrance.sockets,
      refused: { ...this.#entrance.refused },
    };
  }

  async openPage(page: Id, { opaque = false }: { opaque?: boolean } = {}): Promise<SipAccount> {
    return this.#entrance.open(page, opaque);
  }

  async closePage(page: Id): Promise<void> {
    for (const leg of this.#legs.ofPage(page)) this.#drop(leg, PAGE_GONE);
    this.#entrance.close(page);
  }

  async dial(id: Id, to: Endpoint, options: Parameters<EmbeddedSwitch['dial']>[2]): Promise<void> {
    if (this.#legs.knows(id)) return;
    if (!/^[\x21-\x7e]{1,128}$/.test(id)) throw new CallstationError('invalidArgument', 'A leg id is printable ASCII.');
    if ('trunk' in to) this.#maker.dialTrunk(id, to, options);
    else if ('page' in to && to.media === 'audio') this.#maker.dialPage(id, to.page, options);
    else throw new CallstationError('notSupported', 'The embedded switch calls pages (audio) and trunks.');
  }

  async ring(id: Id): Promise<void> {
    this.#legs.get(id).ring();
  }

  async answer(id: Id): Promise<void> {
    this.#legs.get(id).answer();
  }

  async hangup(id: Id, end: End): Promise<void> {
    const leg = this.#legs.find(id);
    if (leg) this.#drop(leg, end);
  }

  async refer(): Promise<void> {
    throw new CallstationError('notSupported');
  }

  async join(room: Id, id: Id): Promise<void> {
    const { line } = this.#legs.get(id);
    this.#rooms.join(room, line);
    this.#plays.joined(room, line);
  }

  async leave(id: Id): Promise<void> {
    const line = this.#legs.find(id)?.line;
    if (line) this.#rooms.leave(line);
  }

  async hold(id: Id, music: Id | null): Promise<void> {
    const { line } = this.#legs.get(id);
    // Silent at once: the music may have to be made first.
    line.hold(null);
    if (music === null) return;
    const clip = await this.#sounds.clip({ music });
    if (line.held && this.#legs.find(id)) line.hold(clip);
  }

  async unhold(id: Id): Promise<void> {
    this.#legs.get(id).line.unhold();
  }

  async supervise(id: Id, target: Id, mode: SuperviseMode): Promise<void> {
    const { line } = this.#legs.get(id);
    if (id === target) throw new CallstationError('invalidArgument', 'A leg cannot supervise itself.');
    const room = this.#rooms.supervise(line, this.#legs.get(target).line, mode);
    if (room === null) throw new CallstationError('notFound', 'The leg to be supervised is in no room.');
    this.#plays.joined(room, line);
  }

  async gate(id: Id, on: boolean): Promise<void> {
    this.#legs.get(id).line.gated = on;
  }

  async digits(id: Id, digits: string): Promise<void> {
    const leg = this.#legs.get(id);
    if (!/^[0-9*#A-Da-d,]{1,64}$/.test(digits))
      throw new CallstationError('invalidArgument', 'Keys are 0-9 * # A-D and the pause ",".');
    await leg.digits(digits);
  }

  async tap(id: Id, sink: (pcm16k: Int16Array) => void): Promise<() => void> {
    return this.#legs.get(id).line.tap(sink);
  }

  async play(id: Id, to: { leg: Id } | { room: Id }, source: SoundSource, loop: boolean): Promise<void> {
    if (this.#plays.knows(id)) return;
    this.#listeners(to);
    const clip = await this.#sounds.clip(source);
    // Stopped, repeated, or left by everybody, while the sound was made.
    if (!this.#plays.knows(id)) this.#plays.start(id, clip, loop, this.#listeners(to), 'room' in to ? to.room : null);
  }

  async stopPlay(id: Id): Promise<void> {
    this.#plays.stop(id);
  }

  async record(id: Id, room: Id, sides: Sides): Promise<void> {
    this.#recorder().record(id, room, sides);
  }

  async pauseRecord(id: Id, on: boolean): Promise<void> {
    this.#recorder().pause(id, on);
  }

  async stopRecord(id: Id): Promise<void> {
    this.#recorder().stop(id);
  }

  #recorder(): Recordings {
    if (this.#recordings === null) throw new CallstationError('notSupported', 'No folder for recordings is set.');
    return this.#recordings;
  }

  #listeners(to: { leg: Id } | { room: Id }): Iterable<Leg['line']> {
    if ('leg' in to) return [this.#legs.get(to.leg).line];
    const lines = this.#rooms.lines(to.room);
    if (!lines) throw new CallstationError('notFound', 'No such room. Everybody may have left.');
    return lines;
  }

  #incoming(trunk: VirtualTrunk, call: { from: string; to: string; headers?: Record<string, string> }): VirtualLeg {
    const id = this.#options.random.id();
    const leg = this.#maker.incoming(id, this.#sink !== null);
    const from = { trunk: trunk.name, number: call.from };
    // The trunk gets its leg first: what the centre does at once would reach nobody.
    queueMicrotask(() => {
      if (this.#legs.find(id))
        this.#emit({ type: 'incoming', leg: id, from, to: call.to, headers: call.headers ?? {} });
    });
    return leg;
  }

  #heard(id: Id, news: LegNews): void {
    const leg = this.#legs.find(id);
    if (!leg) return;
    if (news.type === 'answered') this.#legs.settle(id);
    if (news.type === 'ended') this.#forget(leg);
    this.#emit({ ...news, leg: id });
  }

  #drop(leg: Leg, end: End): void {
    this.#forget(leg);
    leg.hangup(end);
  }

  #forget(leg: Leg): void {
    this.#legs.remove(leg.id);
    this.#plays.left(null, leg.line);
    this.#rooms.leave(leg.line);
  }

  #emit(event: EventBody): void {
    try {
      this.#sink?.({ ...event, at: this.#options.clock.now() } as SwitchEvent);
    } catch (error) {
      this.#options.logger.error('switch event handler threw', { event: event.type, error: String(error) });
    }
  }
}
