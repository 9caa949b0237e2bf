import type { End, Id } from '@callstation/core/model';
import { failAside } from './aside-end.ts';
import { closeIfAlone, guestGone } from './parting.ts';
import { menuReached } from './menu-exit.ts';
import { menuFailed } from './menu.ts';
import { asideOf } from './people.ts';
import { answeredAside } from './second-party.ts';
import { all, see, setGuest, stay } from './step.ts';
import type { Move } from './types.ts';

/** What the leg of a number that was brought in does. */
export function guestEvent(id: Id, event: { type: string; end?: End }): Move {
  return see((c) => {
    const guest = c.guests[id];
    if (guest === undefined || guest.state === 'ended') return stay;
    const waiting = guest.state !== 'answered';
    switch (event.type) {
      case 'ringing':
        return waiting && guest.state !== 'early' ? setGuest(id, { state: 'ringing' }) : stay;
      case 'media':
        return waiting ? setGuest(id, { state: 'early' }) : stay;
      case 'answered':
        if (!waiting) return stay;
        return all(
          setGuest(id, { state: 'answered', party: { ...guest.party, state: 'joined' } }),
          c.menu?.guest === id ? menuReached(id) : answeredAside(id),
        );
      case 'ended':
        return guestEnded(id, event.end ?? { reason: 'networkLost', by: 'system' });
      default:
        return stay;
    }
  });
}

function guestEnded(id: Id, end: End): Move {
  return see((c) => {
    if (c.menu?.guest === id) return all(guestGone(id), menuFailed);
    const found = asideOf(c, id);
    if (found !== null) return all(guestGone(id), failAside(found.by, end));
    return all(guestGone(id), closeIfAlone(end));
  });
}
