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

/**
 * The same for each of them, one after the other, as {@link all} does. A call may ring at hundreds of agents: their sessions are
 * copied once, not once for every change.
 */
export function each<One>(those: readonly One[], move: (one: One) => Move): Move {
  if (those.length < 2) return all(...those.map(move));
  return (conversation, at) => {
    const sessions = { ...conversation.sessions };
    drafts.add(sessions);
    const step = all(...those.map(move))({ ...conversation, sessions }, at);
    drafts.delete(sessions);
    return step;
  };
}

/** Copies within an {@link each}, which nobody else has yet. */
const drafts = new WeakSet<Conversation['sessions']>();

/** The agent's session is that one now, or there is none. */
function setSession(conversation: Conversation, agent: Id, session: CallSnapshot | null): Conversation {
  const own = drafts.has(conversation.sessions);
  const sessions = own ? conversation.sessions : { ...conversation.sessions };
  if (session === null) delete sessions[agent];
  else sessions[agent] = session;
  return own ? conversation : { ...conversation, sessions };
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
    return [
      setSession(conversation, agent, removed ? null : next),
      told.flatMap((effect) => (effect.type === 'announce' ? [announced(agent, next, effect.event)] : [])),
    ];
  };
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
    (c) => [{ ...setSession(c, agent, session), engagements: c.engagements + 1 }, []],
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
