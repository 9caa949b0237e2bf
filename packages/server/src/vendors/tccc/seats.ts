import type { Id } from '@callstation/core/model';
import type { Clock, Random } from '@callstation/core/ports';
import { createExpiring } from '../expiring.ts';

/** Who may sit down with a token. */
export interface TcccSeat {
  app: Id;
  agent: Id;
}

/** Tokens and script addresses that were given out. */
export interface TcccSeats {
  /** A token, and a ticket for one load of the script. */
  open(seat: TcccSeat, onlyOnce: boolean): { token: string; ticket: string };
  /** Whose the ticket is, which is used up; null: it was used, or its time is over, or it never was. */
  load(ticket: string): TcccSeat | null;
  /** The same with a token, which is used up only when it is for one use. */
  exchange(token: string): TcccSeat | null;
}

/** How long both are good, milliseconds. */
export const TCCC_LIFE_MS = 10 * 60_000;
/** As many as 20 in a second for ten minutes, for some apps. */
const MOST = 100_000;

interface Entry extends TcccSeat {
  token: string;
  onlyOnce: boolean;
}

/** Makes the {@link TcccSeats}. They live in memory: after a restart a page asks its back end for another token. */
export function createTcccSeats({ clock, random }: { clock: Clock; random: Random }): TcccSeats {
  const tokens = createExpiring<Entry>(clock, MOST);
  const tickets = createExpiring<Entry>(clock, MOST);
  return {
    open(seat, onlyOnce) {
      const [token, ticket] = [random.id(), random.id()];
      const expiresAt = clock.now() + TCCC_LIFE_MS;
      const entry = { ...seat, token, onlyOnce };
      tokens.put(token, entry, expiresAt);
      tickets.put(ticket, entry, expiresAt);
      return { token, ticket };
    },
    load(ticket) {
      const entry = tickets.take(ticket);
      // A token for one use is used by whichever of the two comes first.
      if (entry?.onlyOnce === true && tokens.take(entry.token) === null) return null;
      return entry;
    },
    exchange(token) {
      const entry = tokens.get(token);
      if (entry?.onlyOnce === true) tokens.take(token);
      return entry;
    },
  };
}
