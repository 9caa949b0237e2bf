import type { AgentLeg, Id, Millis } from '@callstation/core/model';
import { all, deskOf, see, set, setDesk, stay, tell, want } from './step.ts';
import type { Conversation, Desk, Move } from './types.ts';

/** Gets the audio leg of that page for this agent. */
export function takeDesk(agent: Id, page: Id): Move {
  return see((c) => {
    const desk = deskOf(c, agent);
    const elsewhere = desk.page !== null && desk.page !== page ? releaseLeg(agent, desk) : stay;
    const tries = desk.page === page ? desk.tries + 1 : 1;
    return all(
      elsewhere,
      setDesk(agent, { page, leg: null, state: 'coming', tries, held: false, gated: false }),
      want({ type: 'takeDesk', agent, page }),
    );
  });
}

function releaseLeg(agent: Id, { page, gated, held }: Desk): Move {
  return page === null ? stay : want({ type: 'freeDesk', agent, page, gated, held });
}

/** Gives the agent's leg back to their page, for its next call. */
export function freeDesk(agent: Id): Move {
  return see((c) => {
    const { [agent]: _gone, ...desks } = c.desks;
    return all(releaseLeg(agent, deskOf(c, agent)), set({ desks }));
  });
}

/** Tells the agent's session where its leg stands. A leg that is missing gets the instant it is given up at. */
export function tellLeg(agent: Id, state: AgentLeg['state']): Move {
  return see((c) => {
    const { page, lostAt } = deskOf(c, agent);
    const deadline: Millis | null = lostAt === null ? null : lostAt + c.terms.orphanAfterMs;
    const at = page === null ? null : { page };
    return tell(agent, { type: 'leg', leg: { state, at, ...(deadline === null ? {} : { deadline }) } });
  });
}

/** Whether the agent's leg is in the conversation's room. */
export function isSeated(conversation: Conversation, agent: Id): boolean {
  const { state } = deskOf(conversation, agent);
  return state === 'answered' || state === 'flowing';
}
