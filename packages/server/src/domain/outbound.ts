import { outgoingCall, type Id, type Party, type SessionContext } from '@callstation/core/model';
import type { SwitchEvent } from '../switch/switch.ts';
import { isSeated, takeDesk } from './desk.ts';
import { customerEnded } from './end.ts';
import { startPlay, stopPlay } from './plays.ts';
import { all, liveAgents, open, order, see, setCustomer, stay, tell } from './step.ts';
import type { Conversation, Move, Step, Terms } from './types.ts';

/** An agent dials a number. */
export interface OutboundStart {
  id: Id;
  terms: Terms;
  agent: Id;
  page: Id;
  /** E.164 or short. */
  number: string;
  trunk: string;
  callerNumber?: string;
  context: Omit<SessionContext, 'flow'>;
}

/** A conversation that begins with an agent's dialling: page leg and customer at the same time. */
export function beginOutbound(start: OutboundStart, at: number): Step {
  const { id, agent, page, number, trunk, callerNumber } = start;
  const party: Party = { id: `${id}-customer`, role: 'customer', state: 'ringing', number };
  const leg = `${id}-customer`;
  const context: SessionContext = { ...start.context, calleeNumber: number, trunk, flow: 'out' };
  const empty: Conversation = {
    id,
    kind: 'phone',
    room: `${id}-room`,
    terms: start.terms,
    context,
    createdAt: at,
    customer: { party, leg, state: 'dialing', held: false },
    sessions: {},
    desks: {},
    plays: [],
    queued: false,
    avoid: {},
    engagements: 0,
    over: false,
  };
  const session = outgoingCall({ id, engagementId: `${id}-1`, kind: 'phone', peer: party, context, page, at });
  const to = { trunk, number, ...(callerNumber === undefined ? {} : { callerNumber }) };
  return all(
    open(agent, session),
    takeDesk(agent, page),
    order('dial', leg, to, { timeoutMs: start.terms.dialTimeoutMs, earlyMedia: true }),
    order('join', `${id}-room`, leg),
  )(empty, at);
}

/** Ringback for the agent who waits: once they are in the room and the far end sends no sound of its own. */
export const ringbackIfWaiting: Move = see((c) => {
  const waiting = liveAgents(c).some((agent) => c.sessions[agent]?.phase === 'alerting' && isSeated(c, agent));
  return waiting && c.customer?.state !== 'early' ? startPlay('ringback', 'room') : stay;
});

/** What the dialled party's leg does. */
export function calleeEvent(event: Extract<SwitchEvent, { leg: Id }>): Move {
  return see((c) => {
    const { customer } = c;
    if (customer === null || customer.state === 'ended') return stay;
    const waiting = customer.state !== 'answered';
    switch (event.type) {
      case 'ringing':
        if (!waiting) return stay;
        return all(
          customer.state === 'early' ? stay : setCustomer({ state: 'ringing' }),
          tellAll({ type: 'peerRinging' }),
          ringbackIfWaiting,
        );
      case 'media':
        return waiting ? all(setCustomer({ state: 'early' }), stopPlay('ringback')) : stay;
      case 'answered':
        if (!waiting) return stay;
        return all(setCustomer({ state: 'answered' }), stopPlay('ringback'), tellAll({ type: 'peerAnswered' }));
      case 'ended':
        return customerEnded(event.end);
      default:
        return stay;
    }
  });
}

function tellAll(event: { type: 'peerRinging' | 'peerAnswered' }): Move {
  return see((c) => all(...liveAgents(c).map((agent) => tell(agent, event))));
}
