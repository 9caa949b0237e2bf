import { liveAgents } from './people.ts';
import type { End, Id } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { failAside } from './aside-end.ts';
import { askAgain, orderDone, undone } from './placed.ts';
import { swapAside } from './second-party.ts';
import { all, see, setDesk, stay, tell } from './step.ts';
import type { Conversation, Move } from './types.ts';

/** The others hear music and the agent's leg is free for another call; or back again. The plan does the rest. */
export function hold(agent: Id, on: boolean): Move {
  return setDesk(agent, { holds: on });
}

/** Turns to who waits: the customer or the consulted party, or, with a second call, that one. */
export function swap(agent: Id): Move {
  return see((c) => {
    const aside = c.asides[agent];
    if (aside !== undefined) return swapAside(agent);
    const session = c.sessions[agent];
    return session?.phase === 'active' ? hold(agent, session.hold === 'holding') : stay;
  });
}

/** The switch could not put somebody on hold, or take them off: whoever waited for it is as before. */
export function holdFailed(asked: Extract<SwitchOrder, readonly ['hold' | 'unhold', ...unknown[]]>, end: End): Move {
  const verb = asked[0] === 'hold' ? 'hold' : 'resume';
  return see((c) => {
    const reverted = liveAgents(c).flatMap((agent) => revert(c, agent, verb, end));
    if (reverted.length > 0) return all(undone(asked), ...reverted);
    // Where nobody waits there is nothing to go back to, and asking again and again would never end.
    return asked[0] === 'unhold' ? askAgain(asked) : orderDone(asked);
  });
}

function revert(c: Conversation, agent: Id, verb: 'hold' | 'resume', end: End): Move[] {
  const session = c.sessions[agent];
  if (session?.phase !== 'active') return [];
  if (verb === 'hold' && c.asides[agent]?.state === 'dialing' && session.hold === 'none')
    return [failAside(agent, end)];
  const pending = session.hold === (verb === 'hold' ? 'holding' : 'resuming');
  return pending ? [hold(agent, verb !== 'hold'), tell(agent, { type: 'failed', verb, end })] : [];
}
