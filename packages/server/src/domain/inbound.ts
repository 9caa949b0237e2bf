import { callCommand, offeredCall, type End, type Id, type Party, type SessionContext } from '@callstation/core/model';
import type { SwitchEvent } from '../switch/switch.ts';
import { takeDesk } from './desk.ts';
import { customerEnded, endForAll, endSession } from './end.ts';
import { startPlay, stopPlay } from './plays.ts';
import { all, liveAgents, open, order, see, set, setCustomer, stay, systemEnd, tell, want } from './step.ts';
import type { Conversation, Move, Step, Terms } from './types.ts';

/** A customer calls in. */
export interface InboundStart {
  id: Id;
  terms: Terms;
  leg: Id;
  /** E.164 where it could be read. */
  from: string;
  to: string;
  trunk: string;
}

/** A conversation that begins with a customer's call: it rings and waits for an agent. */
export function beginInbound(start: InboundStart, at: number): Step {
  const { id, leg, from, to, trunk, terms } = start;
  const party: Party = { id: `${id}-customer`, role: 'customer', state: 'ringing', number: from };
  const context: SessionContext = { callerNumber: from, calleeNumber: to, trunk, flow: 'in' };
  if (terms.skillGroup !== null) context.skillGroup = terms.skillGroup;
  const empty: Conversation = {
    id,
    kind: 'phone',
    room: `${id}-room`,
    terms,
    context,
    createdAt: at,
    customer: { party, leg, state: 'incoming', held: false },
    sessions: {},
    desks: {},
    plays: [],
    queued: false,
    avoid: {},
    engagements: 0,
    over: false,
  };
  return all(order('ring', leg), enqueue(false))(empty, at);
}

/** Waits for an agent; who had one waits in front. */
function enqueue(front: boolean): Move {
  return see((c) => {
    const group = c.terms.skillGroup;
    if (group === null) return endForAll(systemEnd('systemError'));
    const { createdAt: since, avoid } = c;
    return all(set({ queued: true }), want({ type: 'queue', skillGroup: group.id, front, since, avoid }));
  });
}

/** Nobody is free: the customer hears music from now on. */
export const waiting: Move = see((c) => {
  const { customer } = c;
  if (!c.queued || customer === null || customer.state === 'ended') return stay;
  return all(answerCustomer, startPlay('music', { leg: customer.leg }));
});

const answerCustomer: Move = see(({ customer }) =>
  customer === null || customer.state !== 'incoming'
    ? stay
    : all(
        setCustomer({ state: 'answered', party: { ...customer.party, state: 'joined' } }),
        order('answer', customer.leg),
      ),
);

/** Routing chose an agent: their pages ring. */
export function offer(agent: Id): Move {
  return see((c, at) => {
    if (!c.queued || c.customer === null) return stay;
    // The wrap-up of an earlier part of the same call makes room: an agent has at most one part of it.
    const earlier = c.sessions[agent] === undefined ? stay : tell(agent, callCommand('complete', {}));
    const session = offeredCall({
      id: c.id,
      engagementId: `${c.id}-${c.engagements + 1}`,
      kind: c.kind,
      // To the agent the customer is ringing, though they may have been answered with music.
      peer: { ...c.customer.party, state: 'ringing' },
      context: c.context,
      deadline: at + c.terms.ringTimeoutMs,
      at,
    });
    return all(set({ queued: false }), earlier, open(agent, session));
  });
}

/** The agent takes the call: their page's leg first, the customer is answered when it is there. */
export function accept(agent: Id, page: Id): Move {
  return takeDesk(agent, page);
}

/** The agent's leg is in the room: now the customer. */
export const bringCustomer: Move = see((c) =>
  c.customer === null || c.customer.state === 'ended'
    ? stay
    : all(stopPlay('music'), order('join', c.room, c.customer.leg), answerCustomer),
);

/** The agent's part ends, the customer goes on to the next agent, in front of all others. */
export function passOn(agent: Id, end: End, avoidMs: number): Move {
  return see((c, at) => {
    const kept = c.avoid;
    const avoid = avoidMs > 0 ? { ...kept, [agent]: at + avoidMs } : kept;
    return all(endSession(agent, end), set({ avoid }), backToQueue, enqueue(true));
  });
}

/** Out of the room and off hold, to the music. */
const backToQueue: Move = see((c) => {
  const { customer } = c;
  if (customer === null || customer.state !== 'answered') return stay;
  return all(
    stopPlay('lost'),
    customer.held ? all(order('unhold', customer.leg), setCustomer({ held: false })) : stay,
    c.plays.includes('music') ? stay : order('leave', customer.leg),
    startPlay('music', { leg: customer.leg }),
  );
});

/** The offer rang out: the agent is away from the desk, and the next one is asked. */
export function missed(agent: Id): Move {
  return all(want({ type: 'missed', agent }), passOn(agent, { reason: 'noAnswer', by: 'timer' }, 0));
}

/** What the customer's leg does. */
export function callerEvent(event: Extract<SwitchEvent, { leg: Id }>): Move {
  if (event.type !== 'ended') return stay;
  return see((c) => {
    const nobody = liveAgents(c).length === 0;
    return customerEnded(
      nobody && event.end.reason === 'remoteHangup' ? { ...event.end, reason: 'remoteCancel' } : event.end,
    );
  });
}
