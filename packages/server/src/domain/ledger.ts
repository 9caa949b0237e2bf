import type { SessionState } from '../store/records.types.ts';
import { moveSession } from '../store/close-open.ts';
import { engagementDone, engagementSeen } from './ledger-engagement.ts';
import type { Draft } from './ledger-draft.ts';
import { queueSeen } from './ledger-queue.ts';
import { requeueSeen, stepsSettled } from './ledger-steps.ts';
import type { Entry, Ledger } from './ledger.types.ts';
import { isAskedAside } from './members.ts';
import { liveAgents, liveGuests } from './people.ts';
import type { Conversation, ConversationEffect, Step } from './types.ts';

/**
 * The step with what it changes written down. It is read off the states before and after and off what agents are told, so that
 * no rule of a call has to think of records.
 */
export function kept(before: Conversation | null, [after, effects]: Step, at: number): Step {
  const draft = draftOf(before, after, at);
  for (const effect of effects) if (effect.type === 'publish') seen(draft, effect);
  // Some changes are told to nobody.
  for (const [agent, session] of Object.entries(after.sessions))
    if (session !== before?.sessions[agent]) engagementSeen(draft, agent, session);
  stepsSettled(draft);
  requeueSeen(draft);
  sessionSeen(draft);
  queueSeen(draft);
  const entry = entryOf(draft, after.ledger);
  if (before !== null && entry === null) return [after, effects];
  const { session, engagements, steps, waiting } = draft;
  const record = entry ?? { session, engagements, steps, queue: [] };
  // First: what the switch is asked to do meanwhile may take long.
  return [
    { ...after, ledger: { session, engagements, steps, waiting } },
    [{ type: 'persist', entry: record }, ...effects],
  ];
}

function draftOf(before: Conversation | null, c: Conversation, at: number): Draft {
  const { session, engagements, steps, waiting } = c.ledger;
  const places = new Map(engagements.map(({ id }, place) => [id, place]));
  return { before, c, at, session, engagements: [...engagements], places, steps: [...steps], waiting, queue: [] };
}

function seen(draft: Draft, { agent, update }: Extract<ConversationEffect, { type: 'publish' }>): void {
  if (update.type === 'removed') engagementDone(draft, agent);
  if (update.type === 'session' && update.session.kind !== 'im') engagementSeen(draft, agent, update.session);
}

function sessionSeen(draft: Draft): void {
  const { c, at } = draft;
  const state = stateOf(c);
  let { session } = draft;
  if (state !== session.state) session = moveSession(session, state, at);
  if (state === 'talk') session = { ...session, answeredAt: session.answeredAt ?? at };
  if (c.over && session.endedAt === null) session = { ...session, endedAt: at, end: c.end };
  const skillGroup = c.terms.skillGroup?.id ?? null;
  draft.session = { ...session, context: c.context, skillGroup };
}

/** Where the customer, or who called, is. */
function stateOf(c: Conversation): SessionState {
  if (c.over) return 'over';
  const agents = liveAgents(c).filter((agent) => !isAskedAside(c, agent));
  const talking = agents.flatMap((agent) => {
    const session = c.sessions[agent];
    return session?.phase === 'active' ? [session.hold === 'none' || session.hold === 'holding'] : [];
  });
  const guests = liveGuests(c).some(([id, { state }]) => state === 'answered' && !isAskedAside(c, id));
  if (talking.includes(true) || guests) return 'talk';
  if (talking.length > 0) return 'hold';
  if (agents.length > 0) return 'ring';
  return c.queued ? 'queue' : 'before';
}

/** What changed; null when nothing did. */
function entryOf(draft: Draft, old: Ledger): Entry | null {
  const engagements = draft.engagements.filter((one) => !old.engagements.includes(one));
  const steps = draft.steps.filter((one) => !old.steps.includes(one));
  const same = isSame(draft.session, old.session);
  if (same) draft.session = old.session;
  if (same && engagements.length === 0 && steps.length === 0 && draft.queue.length === 0) return null;
  draft.session = { ...draft.session, updatedAt: draft.at };
  return { session: draft.session, engagements, steps, queue: draft.queue };
}

/** Whether no field was replaced. */
export function isSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((key) => Object.is(a[key], b[key]));
}
