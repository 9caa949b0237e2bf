import type { Id } from '@callstation/core/model';
import type { Clock, Random } from '@callstation/core/ports';
import { createExpiring } from '../expiring.ts';

interface CcsdkSeat {
  app: Id;
  agent: Id;
}

/** What pages register with. An agent has one that is good: a later one takes its place. */
export interface Credentials {
  /** With `Bearer ` in front, which belongs to it. */
  issue(seat: CcsdkSeat, seconds: number): string;
  seatOf(authentication: string): CcsdkSeat | null;
}

const MOST = 100_000;

/** Makes the {@link Credentials}. They live in memory: after a restart a page registers with another one. */
export function createCredentials({ clock, random }: { clock: Clock; random: Random }): Credentials {
  const seats = createExpiring<CcsdkSeat>(clock, MOST);
  const latest = createExpiring<string>(clock, MOST);
  const keyOf = ({ app, agent }: CcsdkSeat): string => JSON.stringify([app, agent]);
  return {
    issue(seat, seconds) {
      const authentication = `Bearer ${random.id()}${random.id()}`;
      const until = clock.now() + seconds * 1000;
      seats.put(authentication, seat, until);
      latest.put(keyOf(seat), authentication, until);
      return authentication;
    },
    seatOf(authentication) {
      const seat = seats.get(authentication);
      return seat !== null && latest.get(keyOf(seat)) === authentication ? seat : null;
    },
  };
}
