import type { Id } from '@callstation/core/model';
import type { Line } from './media/line.ts';
import { Room, type RoomTap } from './media/room.ts';
import type { Ticker } from './media/ticker.ts';
import type { SuperviseMode } from '../switch.ts';

/** Who is in which room. The first to join makes it, the last to leave ends it. */
export class RoomTable {
  readonly #ticker: Ticker;
  readonly #rooms = new Map<Id, Room>();
  readonly #where = new Map<Line, Id>();
  /** Supervisors, and whom they are with. */
  readonly #with = new Map<Line, Line>();
  readonly #left: (room: Id, line: Line) => void;
  readonly #taps = new Map<Id, Set<RoomTap>>();

  /** `left`: a line is out of a room, by itself or with whom it supervised. */
  constructor(ticker: Ticker, left: (room: Id, line: Line) => void) {
    this.#ticker = ticker;
    this.#left = left;
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** Rooms of three and more. */
  get mixing(): number {
    return [...this.#rooms.values()].filter((room) => room.mixing).length;
  }

  lines(room: Id): ReadonlySet<Line> | null {
    return this.#rooms.get(room)?.lines ?? null;
  }

  roomOf(line: Line): Id | null {
    return this.#where.get(line) ?? null;
  }

  /** Listens in to whatever is said in that room, also when everybody has left and come back; returns the stop. */
  tap(room: Id, tap: RoomTap): () => void {
    const taps = this.#tapsOf(room);
    taps.add(tap);
    return () => {
      taps.delete(tap);
      if (taps.size === 0 && !this.#rooms.has(room)) this.#taps.delete(room);
    };
  }

  /** Moves the line, at once: it is out of the one room before it is in the other. A supervisor becomes one of all. */
  join(id: Id, line: Line): void {
    if (this.#where.get(line) !== id) this.leave(line);
    this.#with.delete(line);
    this.#put(id, line, undefined);
  }

  /** Moves the line to where the target is; null when that is nowhere. */
  supervise(line: Line, target: Line, mode: SuperviseMode): Id | null {
    const id = this.#where.get(target);
    if (id === undefined || this.#where.get(line) !== id) this.leave(line);
    if (id === undefined) return null;
    this.#with.set(line, target);
    this.#put(id, line, mode === 'barge' ? undefined : mode === 'whisper' ? target : null);
    return id;
  }

  leave(line: Line): void {
    const id = this.#where.get(line);
    this.#with.delete(line);
    if (id === undefined) return;
    this.#where.delete(line);
    this.#remove(id, line);
    this.#left(id, line);
    for (const [supervisor, target] of this.#with) if (target === line) this.leave(supervisor);
  }

  #put(id: Id, line: Line, heardBy: Line | null | undefined): void {
    const room = this.#rooms.get(id) ?? new Room(this.#ticker, this.#tapsOf(id));
    this.#rooms.set(id, room);
    this.#where.set(line, id);
    room.add(line, heardBy);
  }

  #remove(id: Id, line: Line): void {
    const room = this.#rooms.get(id);
    room?.remove(line);
    if (room?.size !== 0) return;
    this.#rooms.delete(id);
    if (this.#tapsOf(id).size === 0) this.#taps.delete(id);
  }

  /** One set for every room, made with the first tap or the first line, whichever is first. */
  #tapsOf(id: Id): Set<RoomTap> {
    const taps = this.#taps.get(id) ?? new Set<RoomTap>();
    this.#taps.set(id, taps);
    return taps;
  }
}
