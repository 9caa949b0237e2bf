import type { End, Id } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { deskOf, all, liveAgents, order, see, setDesk, stay, tell } from './step.ts';
import type { Conversation, Move } from './types.ts';

/** The gate on the agent's leg. Without a leg it is enough to remember: the next one is gated before it is joined. */
export function mute(agent: Id, on: boolean): Move {
  return see((c) => {
    const { leg } = deskOf(c, agent);
    return leg === null ? tell(agent, { type: on ? 'muted' : 'unmuted' }) : order('gate', leg, on);
  });
}

/** The switch has done it. */
export function gateDone([, leg, on]: Extract<SwitchOrder, readonly ['gate', ...unknown[]]>): Move {
  return see((c) => {
    const agent = liveAgents(c).find((who) => deskOf(c, who).leg === leg);
    if (agent === undefined) return stay;
    return all(
      setDesk(agent, { gated: on }),
      isPending(c, agent, on) ? tell(agent, { type: on ? 'muted' : 'unmuted' }) : stay,
    );
  });
}

/** Whether the agent's session waits for the gate to be set so. */
function isPending(c: Conversation, agent: Id, on: boolean): boolean {
  const session = c.sessions[agent];
  return session !== undefined && 'mute' in session && session.mute === (on ? 'turningOn' : 'turningOff');
}

/** Whether an agent who is muted for certain would be heard if this gate does not close. */
export function gateMustHold(
  c: Conversation,
  [, leg, on]: Extract<SwitchOrder, readonly ['gate', ...unknown[]]>,
): boolean {
  const agent = liveAgents(c).find((who) => deskOf(c, who).leg === leg);
  const session = agent === undefined ? undefined : c.sessions[agent];
  return on && session !== undefined && 'mute' in session && session.mute === 'on';
}

/** The switch could not: a leg that is gone meanwhile is silent, and its successor will be. */
export function gateFailed([, leg, on]: Extract<SwitchOrder, readonly ['gate', ...unknown[]]>, end: End): Move {
  return see((c) =>
    all(
      ...liveAgents(c).map((agent): Move => {
        const desk = deskOf(c, agent);
        if (desk.leg === null) return isPending(c, agent, on) ? tell(agent, { type: on ? 'muted' : 'unmuted' }) : stay;
        return desk.leg === leg ? failed(agent, on, end) : stay;
      }),
    ),
  );
}

function failed(agent: Id, on: boolean, end: End): Move {
  return all(setDesk(agent, { gated: !on }), tell(agent, { type: 'failed', verb: on ? 'mute' : 'unmute', end }));
}
