import type { End, Id } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { deskOf, liveAgents, liveSupervisors } from './people.ts';
import { orderDone, undone } from './placed.ts';
import { all, see, tell } from './step.ts';
import type { Conversation, Move } from './types.ts';

type GateOrder = Extract<SwitchOrder, readonly ['gate', ...unknown[]]>;

/** Whether an agent who is muted for certain would be heard if this gate does not close. */
export function gateMustHold(c: Conversation, [, leg, on]: GateOrder): boolean {
  const agent = ownerOf(c, leg);
  const session = agent === undefined ? undefined : c.sessions[agent];
  return on && session !== undefined && 'mute' in session && session.mute === 'on';
}

/** The switch could not: whoever waited for it is as before. */
export function gateFailed(asked: GateOrder, end: End): Move {
  const [, leg, on] = asked;
  return see((c) => {
    const agent = ownerOf(c, leg);
    const session = agent === undefined ? undefined : c.sessions[agent];
    const pending = session !== undefined && 'mute' in session && session.mute === (on ? 'turningOn' : 'turningOff');
    // Where nobody waits there is nothing to go back to, and asking again and again would never end.
    if (agent === undefined || !pending) return orderDone(asked);
    return all(undone(asked), tell(agent, { type: 'failed', verb: on ? 'mute' : 'unmute', end }));
  });
}

function ownerOf(c: Conversation, leg: Id): Id | undefined {
  return [...liveAgents(c), ...liveSupervisors(c)].find((agent) => deskOf(c, agent).leg === leg);
}
