import type { AgentLeg, Id, Millis } from '@callstation/core/model';
import { wantsLeg } from './members.ts';
import { deskOf, isSame } from './people.ts';
import { forget } from './placed.ts';
import { all, see, set, setDesk, stay, tell, want } from './step.ts';
import type { DeskAt, Move } from './types.ts';

/** Takes the phone of an agent who takes calls there, while it rings for them. */
export function ringPhone(agent: Id, phone: DeskAt | undefined): Move {
  return phone === undefined ? stay : takeDesk(agent, phone);
}

/** Gets the audio leg there for this agent. A call on hold keeps a claim only, so that another call may have the leg. */
export function takeDesk(agent: Id, at: DeskAt): Move {
  return see((c) => {
    const desk = deskOf(c, agent);
    const here = isSame(desk.at, at);
    return all(
      forget(desk.leg),
      desk.at === null || here ? stay : want({ type: 'freeDesk', agent, at: desk.at }),
      setDesk(agent, { at, leg: null, state: 'coming', tries: here ? desk.tries + 1 : 1 }),
      want({ type: 'takeDesk', agent, at, focus: wantsLeg(c, agent) }),
    );
  });
}

/** The agent turns to another call, or back: the leg stays, the claim on it changes. */
export function claimDesk(agent: Id, focus: boolean): Move {
  return see((c) => {
    const { at, leg, state } = deskOf(c, agent);
    if (at === null || state === 'none') return stay;
    const claim = want({ type: 'takeDesk', agent, at, focus });
    // The leg's rooms and gates are cleared by whoever keeps the legs.
    if (!focus) return all(forget(leg), setDesk(agent, { state: 'shared' }), claim);
    return all(forget(leg), setDesk(agent, { leg: null, state: 'coming' }), claim);
  });
}

/** Gives the agent's leg back, for their next call. */
export function freeDesk(agent: Id): Move {
  return see((c) => {
    const { [agent]: desk, ...desks } = c.desks;
    if (desk === undefined) return stay;
    return all(
      forget(desk.leg),
      desk.at === null ? stay : want({ type: 'freeDesk', agent, at: desk.at }),
      desk.next === null ? stay : want({ type: 'freeDesk', agent, at: desk.next }),
      set({ desks }),
    );
  });
}

/** Tells the agent's session where its leg stands. A leg that is missing gets the instant it is given up at. */
export function tellLeg(agent: Id, state: AgentLeg['state']): Move {
  return see((c) => {
    const { at: place, lostAt } = deskOf(c, agent);
    const deadline: Millis | null = lostAt === null ? null : lostAt + c.terms.orphanAfterMs;
    const at = place === null ? null : 'page' in place ? { page: place.page } : { phone: place.phone };
    return tell(agent, { type: 'leg', leg: { state, at, ...(deadline === null ? {} : { deadline }) } });
  });
}
