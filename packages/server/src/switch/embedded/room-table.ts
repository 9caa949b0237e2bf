import type { Id } from '@callstation/core/model';
import type { Line } from './media/line.ts';
import { Room } from './media/room.ts';

/** Who is in which room. The first to join makes it, the last to leave ends it. */
export class RoomTable {
  readonly #rooms = new Map<Id, Room>();
  readonly #where = new Map<Line, Id>();

  get size(): number {
    return this.#rooms.size;
  }

  lines(room: Id): ReadonlySet<Line> | null {
    return this.#rooms.get(room)?.lines ?? null;
  }

  roomOf(line: Line): Id | null {
    return this.#where.get(line) ?? null;
  }

  /** Moves the line. @throws CallstationError `notSupported` for a third one; then it stays where it was. */
  join(id: Id, line: Line): void {
    if (this.#where.get(line) === id) return;
    const room = this.#rooms.get(id) ?? new Room();
    const before = this.#where.get(line);
    room.add(line);
    this.#rooms.set(id, room);
    if (before !== undefined) this.#remove(before, line);
    line.audience = room;
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
