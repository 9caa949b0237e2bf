import { NO_TAPING } from './taping.ts';
import type { Id, Millis, SessionContext } from '@callstation/core/model';
import { newLedger } from './ledger-draft.ts';
import type { Conversation, Outside, Terms } from './types.ts';

/** A conversation before anything has happened in it. */
export function newConversation(given: {
  id: Id;
  kind: Conversation['kind'];
  terms: Terms;
  context: SessionContext;
  customer: Outside | null;
  priority?: number;
  at: Millis;
}): Conversation {
  const { id, kind, terms, context, customer, at } = given;
  const empty = {
    ...{ id, kind, terms, context, customer, room: `${id}-room`, createdAt: at },
    toDial: null,
    guests: {},
    sessions: {},
    desks: {},
    names: {},
    asides: {},
    asked: 0,
    supervisions: {},
    brought: [],
    placed: {},
    sounds: {},
    soundCount: 0,
    menu: null,
    health: {},
    queue: null,
    taping: NO_TAPING,
    queued: false,
    avoid: {},
    priority: given.priority ?? 0,
    arriving: null,
    prefers: null,
    engagements: 0,
    over: false,
    end: null,
  };
  return { ...empty, ledger: newLedger(empty) };
}
