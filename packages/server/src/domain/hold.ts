import type { End, Id } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { MUSIC } from './plays.ts';
import { all, liveAgents, order, othersOf, peerLeg, see, setCustomer, setDesk, stay, tell } from './step.ts';
import type { Conversation, Move } from './types.ts';

/** The other side hears music and is heard by nobody, or is talked to again. The session follows the switch's word. */
export function hold(agent: Id, on: boolean): Move {
  return see((c) => {
    const leg = peerLeg(c, agent);
    // The other agent's leg is away; it is held as soon as it is back.
    if (leg === null) return tell(agent, { type: on ? 'held' : 'resumed' });
    return on ? order('hold', leg, MUSIC) : order('unhold', leg);
  });
}

/** The switch has done it. */
export function holdDone(asked: Extract<SwitchOrder, readonly ['hold' | 'unhold', ...unknown[]]>): Move {
  const held = asked[0] === 'hold';
  return see((c) =>
    all(
      mark(c, asked[1], held),
      ...holders(c, asked[1]).map((agent) => tell(agent, { type: held ? 'held' : 'resumed' })),
    ),
  );
}

/** The switch could not. */
export function holdFailed(asked: Extract<SwitchOrder, readonly ['hold' | 'unhold', ...unknown[]]>, end: End): Move {
  const verb = asked[0] === 'hold' ? 'hold' : 'resume';
  return see((c) => all(...holders(c, asked[1]).map((agent) => tell(agent, { type: 'failed', verb, end }))));
}

/** Agents who talk to that leg and wait for its hold to change; a leg held anew after a loss changes nobody's. */
function holders(c: Conversation, leg: Id): Id[] {
  return liveAgents(c).filter((agent) => {
    const session = c.sessions[agent];
    const pending = session?.phase === 'active' && (session.hold === 'holding' || session.hold === 'resuming');
    return pending && peerLeg(c, agent) === leg;
  });
}

function mark(c: Conversation, leg: Id, held: boolean): Move {
  if (c.customer?.leg === leg) return setCustomer({ held });
  const owner = liveAgents(c).find((agent) => c.desks[agent]?.leg === leg);
  return owner === undefined || othersOf(c, owner).length === 0 ? stay : setDesk(owner, { held });
}
