import type { Id } from '@callstation/core/model';
import type { Clip } from './media/clip.ts';
import type { Line, Playing } from './media/line.ts';
import { RecentIds } from './recent-ids.ts';

interface Play {
  clip: Clip;
  loop: boolean;
  /** Everybody in it hears the play, also who joins later. */
  room: Id | null;
  on: Map<Line, Playing>;
}

/** Sounds being played, by the id of the order that started them. */
export class Plays {
  readonly #plays = new Map<Id, Play>();
  readonly #over = new RecentIds();
  readonly #played: (id: Id) => void;

  /** `played` is called when one came to its own end. */
  constructor(played: (id: Id) => void) {
    this.#played = played;
  }

  get size(): number {
    return this.#plays.size;
  }

  /** Whether the id was ever used. */
  knows(id: Id): boolean {
    return this.#plays.has(id) || this.#over.has(id);
  }

  start(id: Id, clip: Clip, loop: boolean, lines: Iterable<Line>, room: Id | null): void {
    const play: Play = { clip, loop, room, on: new Map() };
    this.#plays.set(id, play);
    for (const line of lines) this.#add(id, play, line);
  }

  stop(id: Id): void {
    const play = this.#plays.get(id);
    if (!play) {
      this.#over.add(id);
      return;
    }
    this.#forget(id);
    for (const playing of play.on.values()) playing.stop();
  }

  joined(room: Id, line: Line): void {
    for (const [id, play] of this.#plays) if (play.room === room) this.#add(id, play, line);
  }

  /** The line is out of the room (`null`: gone altogether): it hears that room's plays no more, and none is left playing to nobody. */
  left(room: Id | null, line: Line): void {
    for (const [id, play] of this.#plays) {
      if (room !== null && play.room !== room) continue;
      play.on.get(line)?.stop();
      if (play.on.delete(line) && play.on.size === 0) this.#forget(id);
    }
  }

  stopAll(): void {
    for (const id of this.#plays.keys()) this.stop(id);
  }

  #add(id: Id, play: Play, line: Line): void {
    if (play.on.has(line)) return;
    const ended = (): void => {
      if (this.#plays.get(id) !== play) return;
      this.stop(id);
      this.#played(id);
    };
    play.on.set(line, line.play(play.clip, play.loop, ended));
  }

  #forget(id: Id): void {
    this.#plays.delete(id);
    this.#over.add(id);
  }
}
