import {
  reduceCall,
  type CallEvent,
  type CallSnapshot,
  type DomainEventName,
  type End,
  type Id,
  type Update,
} from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { deskOf } from './people.ts';
import type { Conversation, ConversationEffect, Desk, Move, Outside } from './types.ts';

/** Nothing. */
export const stay: Move = (conversation) => [conversation, []];

/** One after the other; each sees what the one before left. */
export function all(...moves: Move[]): Move {
  return (conversation, at) => {
    const effects: ConversationEffect[] = [];
    let current = conversation;
    for (const move of moves) {
      const [next, more] = move(current, at);
      current = next;
      effects.push(...more);
    }
    return [current, effects];
  };
}

/** Decides with the conversation as it is when its turn comes. */
export function see(choose: (conversation: Conversation, at: number) => Move): Move {
  return (conversation, at) => choose(conversation, at)(conversation, at);
}

/** Wants something done. */
export function want(...effects: ConversationEffect[]): Move {
  return (conversation) => [conversation, effects];
}

/** Orders something from the switch. */
export function order(...asked: SwitchOrder): Move {
  return want({ type: 'switch', order: asked });
}

/** Changes fields. */
export function set(change: Partial<Conversation>): Move {
  return (conversation) => [{ ...conversation, ...change }, []];
}

/** Changes the customer; nothing in an internal call. */
export function setCustomer(change: Partial<Outside>): Move {
  return (c) => [c.customer === null ? c : { ...c, customer: { ...c.customer, ...change } }, []];
}

/** Changes a guest; nothing where there is none of that id. */
export function setGuest(id: Id, change: Partial<Outside>): Move {
  return (c) => {
    const guest = c.guests[id];
    return [guest === undefined ? c : { ...c, guests: { ...c.guests, [id]: { ...guest, ...change } } }, []];
  };
}

/** Changes the agent's desk. */
export function setDesk(agent: Id, change: Partial<Desk>): Move {
  return (c) => [{ ...c, desks: { ...c.desks, [agent]: { ...deskOf(c, agent), ...change } } }, []];
}

/** Moves one agent's session by the call table, and publishes what it announces. */
export function tell(agent: Id, event: CallEvent): Move {
  return (conversation, at) => {
    const session = conversation.sessions[agent];
    if (session === undefined) return [conversation, []];
    const [next, told] = reduceCall(session, { ...event, at });
    const removed = told.some((effect) => effect.type === 'announce' && effect.event === 'sessionRemoved');
    const sessions = removed ? without(conversation.sessions, agent) : { ...conversation.sessions, [agent]: next };
    return [
      { ...conversation, sessions },
      told.flatMap((effect) => (effect.type === 'announce' ? [announced(agent, next, effect.event)] : [])),
    ];
  };
}

function without(sessions: Conversation['sessions'], agent: Id): Conversation['sessions'] {
  return Object.fromEntries(Object.entries(sessions).filter(([one]) => one !== agent));
}

function announced(agent: Id, session: CallSnapshot, cause: DomainEventName): ConversationEffect {
  const update: Update =
    cause === 'sessionRemoved' ? { type: 'removed', id: session.id, cause } : { type: 'session', session, cause };
  return { type: 'publish', agent, update };
}

const CAUSES: Readonly<Record<CallSnapshot['phase'], DomainEventName>> = {
  offered: 'sessionOffered',
  connecting: 'sessionAccepted',
  dialing: 'sessionDialing',
  alerting: 'sessionDialing',
  active: 'sessionActive',
  ended: 'sessionEnded',
};

/** Puts a new session in. */
export function open(agent: Id, session: CallSnapshot): Move {
  const cause = CAUSES[session.phase];
  return all(
    (c) => [{ ...c, sessions: { ...c.sessions, [agent]: session }, engagements: c.engagements + 1 }, []],
    want({ type: 'publish', agent, update: { type: 'session', session, cause } }),
  );
}

/** An end made by nobody in the call. */
export function systemEnd(reason: End['reason'], text?: string): End {
  return text === undefined ? { reason, by: 'system' } : { reason, by: 'system', cause: { text } };
}

/** What an agent is called from now on. */
export function nameAgent(agent: Id, name: string | undefined): Move {
  return (c) => [name === undefined ? c : { ...c, names: { ...c.names, [agent]: name } }, []];
}
