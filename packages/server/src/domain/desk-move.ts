import { wantsLeg } from './members.ts';
import type { Id } from '@callstation/core/model';
import { arrange } from './arrange.ts';
import type { DeskEvent } from './desk-news.ts';
import { takeDesk, tellLeg } from './desk.ts';
import { deskOf, isSame } from './people.ts';
import { NOWHERE, forget } from './placed.ts';
import { all, see, setDesk, stay, want } from './step.ts';
import type { Conversation, DeskAt, Move } from './types.ts';

/** A leg there, while whoever is on the other side hears that they were not forgotten. */
export function reach(agent: Id, at: DeskAt): Move {
  return all(
    takeDesk(agent, at),
    see((c) => {
      const session = c.sessions[agent];
      const wasUp = session !== undefined && 'leg' in session && session.leg.state !== 'connecting';
      return tellLeg(agent, wasUp ? 'reconnecting' : 'connecting');
    }),
  );
}

/** Brings the leg to another page while the old one still plays; without an old one, at once. */
export function moveDesk(agent: Id, page: Id): Move {
  return see((c) => {
    const desk = deskOf(c, agent);
    const at: DeskAt = { page };
    if (isSame(desk.next, at) || (isSame(desk.at, at) && desk.state !== 'none')) return stay;
    if (desk.state === 'none' || desk.state === 'coming') return reach(agent, at);
    return all(
      desk.next === null ? stay : want({ type: 'freeDesk', agent, at: desk.next }),
      setDesk(agent, { next: at }),
      want({ type: 'takeDesk', agent, at, focus: wantsLeg(c, agent) }),
    );
  });
}

/** Make before break: the call changes to the new leg when that carries sound; then the old one is let go. */
export function movedNews({ agent, at, leg, state }: DeskEvent): Move {
  return see((c) => {
    const old = deskOf(c, agent);
    if (state === 'answered' || state === 'keyed') return stay;
    if (state === 'lost' || state === 'failed')
      return all(want({ type: 'freeDesk', agent, at }), setDesk(agent, { next: null }));
    const shared = state === 'shared';
    return all(
      setDesk(agent, { at, leg, state: shared ? 'shared' : 'flowing', next: null, tries: 0, lostAt: null }),
      shared ? stay : (now) => [{ ...now, placed: { ...now.placed, [leg]: { want: NOWHERE, is: NOWHERE } } }, []],
      // The old leg plays until the new one is in the room; letting it go is not this plan's business.
      (now) => keep(now, old.leg),
      tellLeg(agent, 'flowing'),
      arrange,
      old.at === null
        ? stay
        : all(want({ type: 'freeDesk', agent, at: old.at }), want({ type: 'moveDesks', agent, from: old.at, to: at })),
    );
  });
}

function keep(c: Conversation, leg: Id | null): ReturnType<Move> {
  return leg === null ? [c, []] : forget(leg)(c, 0);
}

/** Another call of the agent took the leg along: a call on hold follows. */
export function deskMoved(agent: Id, from: DeskAt, to: DeskAt): Move {
  return see((c) => {
    const desk = deskOf(c, agent);
    return isSame(desk.at, from) && desk.holds ? takeDesk(agent, to) : stay;
  });
}
