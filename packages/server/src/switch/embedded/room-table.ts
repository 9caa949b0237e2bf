import type { Id } from '@callstation/core/model';
import type { Line } from './media/line.ts';
import { Room } from './media/room.ts';
import type { Ticker } from './media/ticker.ts';

/** Who is in which room. The first to join makes it, the last to leave ends it. */
export class RoomTable {
  readonly #ticker: Ticker;
  readonly #rooms = new Map<Id, Room>();
  readonly #where = new Map<Line, Id>();

  constructor(ticker: Ticker) {
    this.#ticker = ticker;
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

  /** Moves the line, at once: it is out of the one room before it is in the other. */
  join(id: Id, line: Line): void {
    if (this.#where.get(line) === id) return;
    this.leave(line);
    const room = this.#rooms.get(id) ?? new Room(this.#ticker);
    this.#rooms.set(id, room);
    room.add(line);
    this.#where.set(line, id);
  }

  leave(line: Line): void {
    const id = this.#where.get(line);
    if (id === undefined) return;
    this.#where.delete(line);
    this.#remove(id, line);
  }

  #remove(id: Id, line: Line): void {
    const room = this.#rooms.get(id);
    room?.remove(line);
    if (room?.size === 0) this.#rooms.delete(id);
  }
}
