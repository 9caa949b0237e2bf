import { arrange } from './arrange.ts';
import { type Id, type Party, type SessionContext, outgoingCall } from '@callstation/core/model';
import { withRecordingRule } from './taping.ts';
import type { SwitchEvent } from '../switch/switch.ts';
import { newConversation } from './begin.ts';
import { kept } from './ledger.ts';
import { takeDesk } from './desk.ts';
import { customerEnded } from './end.ts';
import { deskOf, isSeated, liveAgents, liveCustomer } from './people.ts';
import { all, open, order, see, set, setCustomer, stay, tell, nameAgent } from './step.ts';
import type { DeskAt, Move, Step, Terms } from './types.ts';

/** A phone agent's dial: the number is called once the agent has picked up. */
export const dialWaiting: Move = see((c) => {
  const { customer } = c;
  if (customer === null || customer.state !== 'dialing' || c.toDial === null) return stay;
  const caller = liveAgents(c).find((agent) => c.sessions[agent]?.phase === 'dialing');
  if (caller === undefined || !isSeated(c, caller) || deskOf(c, caller).leg === null) return stay;
  return all(
    set({ toDial: null }),
    order('dial', customer.leg, c.toDial, { timeoutMs: c.terms.dialTimeoutMs, earlyMedia: true }),
    tell(caller, { type: 'peerRinging' }),
  );
});

/** An agent dials a number. */
export interface OutboundStart {
  id: Id;
  terms: Terms;
  agent: Id;
  name?: string;
  /** Where the agent talks: a page, or their phone, which is rung first. */
  desk: DeskAt;
  /** E.164 or short. */
  number: string;
  trunk: string;
  callerNumber?: string;
  context: Omit<SessionContext, 'flow'>;
}

/** A conversation that begins with an agent's dialling: page leg and customer at the same time. */
export function beginOutbound(start: OutboundStart, at: number): Step {
  const { id, agent, desk, number, trunk, callerNumber, terms } = start;
  const party: Party = { id: `${id}-customer`, role: 'customer', state: 'ringing', number };
  const leg = `${id}-customer`;
  const said: SessionContext = { ...start.context, calleeNumber: number, trunk, flow: 'out' };
  const context = withRecordingRule(said, terms);
  const customer = { party, leg, state: 'dialing' as const };
  const empty = newConversation({ id, kind: 'phone', terms, context, customer, at });
  const page =
    'page' in desk ? { page: desk.page } : { leg: { state: 'connecting' as const, at: { phone: desk.phone } } };
  const session = outgoingCall({ id, engagementId: `${id}-1`, kind: 'phone', peer: party, context, ...page, at });
  const to = { trunk, number, ...(callerNumber === undefined ? {} : { callerNumber }) };
  const first = all(
    nameAgent(agent, start.name),
    open(agent, session),
    takeDesk(agent, desk),
    'page' in desk ? order('dial', leg, to, { timeoutMs: terms.dialTimeoutMs, earlyMedia: true }) : set({ toDial: to }),
    'page' in desk ? arrange : stay,
  );
  return kept(null, first(empty, at), at);
}

/** What the dialled party's leg does. */
export function calleeEvent(event: Extract<SwitchEvent, { leg: Id }>): Move {
  return see((c) => {
    const customer = liveCustomer(c);
    if (customer === null) return stay;
    const waiting = customer.state !== 'answered';
    switch (event.type) {
      case 'ringing':
        if (!waiting) return stay;
        return all(
          customer.state === 'early' ? stay : setCustomer({ state: 'ringing' }),
          tellAll({ type: 'peerRinging' }),
        );
      case 'media':
        return waiting ? setCustomer({ state: 'early' }) : stay;
      case 'answered':
        return waiting
          ? all(
              setCustomer({ state: 'answered', party: { ...customer.party, state: 'joined' } }),
              tellAll({ type: 'peerAnswered' }),
            )
          : stay;
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
