import { supervisingCall, type End, type Id } from '@callstation/core/model';
import { dropAside } from './aside-end.ts';
import { takeDesk } from './desk.ts';
import { giveBack } from './menu-exit.ts';
import { clearEnded, closeIfAlone, endSession, seenByOthers } from './parting.ts';
import { agentParty, liveCustomer, othersOf } from './people.ts';
import { all, nameAgent, open, see, set, stay, tell } from './step.ts';
import type { ConversationEvent, Move, Supervision } from './types.ts';

type Supervise = Extract<ConversationEvent, { type: 'supervise' }>;

/** A supervisor is with an agent from now on, or is with them in another way. */
export function supervise({ agent, of, mode, name, at: desk }: Supervise): Move {
  return see((c, at) => {
    const present = c.supervisions[agent];
    const theirs = c.sessions[of];
    if (present?.of === of) return put(agent, { of, mode });
    // Over, or given away, while this waited its turn.
    if (present !== undefined || theirs?.phase !== 'active') return stay;
    const session = supervisingCall({
      ...{ id: c.id, engagementId: `${c.id}-${c.engagements + 1}`, kind: c.kind, direction: theirs.direction },
      ...{ peer: agentParty(c, of), context: c.context, at, supervises: { session: c.id, mode } },
      leg: { state: 'connecting', at: 'page' in desk ? { page: desk.page } : { phone: desk.phone } },
    });
    return all(
      clearEnded(agent),
      nameAgent(agent, name),
      put(agent, { of, mode }),
      open(agent, session),
      takeDesk(agent, desk),
    );
  });
}

function put(agent: Id, supervision: Supervision): Move {
  return (c) => [{ ...c, supervisions: { ...c.supervisions, [agent]: supervision } }, []];
}

/** The supervisor leaves, or must: nothing changes for the others. */
export function unsupervise(agent: Id, end: End): Move {
  return see((c) => (c.supervisions[agent] === undefined ? stay : endSession(agent, end)));
}

/** The supervisor takes the place of the agent, who is out. Whom that one was bringing in is let go. */
export function intercept(agent: Id): Move {
  const out: End = { reason: 'takenElsewhere', by: 'supervisor' };
  return see((c) => {
    const { [agent]: supervision, ...supervisions } = c.supervisions;
    if (supervision === undefined) return stay;
    const { of } = supervision;
    const role = c.sessions[of]?.role ?? 'handler';
    const [other] = othersOf(c, of);
    const peer = liveCustomer(c)?.party ?? (other === undefined ? undefined : agentParty(c, other));
    if (peer === undefined) return stay;
    return all(
      c.asides[of] === undefined ? stay : dropAside(of),
      // The customer whom the agent waits for comes out of the menu, to be taken over.
      c.menu?.waiter === of ? giveBack : stay,
      set({ supervisions }),
      c.brought.includes(of) ? set({ brought: [...c.brought, agent] }) : stay,
      tell(agent, { type: 'peer', peer, role }),
      endSession(of, out),
      closeIfAlone(seenByOthers(undefined, out)),
    );
  });
}
