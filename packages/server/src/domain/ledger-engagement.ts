import type { CallSnapshot, Id } from '@callstation/core/model';
import { moveEngagement } from '../store/close-open.ts';
import type { EngagementRow, EngagementState } from '../store/records.types.ts';
import type { Draft } from './ledger-draft.ts';
import { offerAnswered, offerEnded, offerSeen } from './ledger-queue.ts';
import { consultSeen } from './ledger-steps.ts';

/** One agent's part as the table has it now. */
export function engagementSeen(draft: Draft, agent: Id, session: CallSnapshot): void {
  const place = draft.places.get(session.engagementId);
  const old = place === undefined ? undefined : draft.engagements[place];
  // Its wrap-up may be over already, while a word about it is still under way.
  if (old?.state === 'done') return;
  const known = old ?? opened(draft, agent, session);
  const next = advanced(known, session, draft.at);
  if (old === undefined || place === undefined) {
    draft.places.set(next.id, draft.engagements.push(next) - 1);
    if (session.phase === 'offered') offerSeen(draft, next);
  } else if (!isSameRow(old, next)) {
    draft.engagements[place] = next;
  }
  if (known.answeredAt === null && next.answeredAt !== null) offerAnswered(draft, next);
  if (known.endedAt === null && next.endedAt !== null) offerEnded(draft, next);
  // After-call work is nobody's step.
  if (session.phase !== 'ended' || known.endedAt === null) consultSeen(draft, agent, session);
}

/** The agent's part is complete: after-call work, too. */
export function engagementDone(draft: Draft, agent: Id): void {
  const index = draft.engagements.findIndex((one) => one.agent === agent && one.state === 'wrap');
  const old = draft.engagements[index];
  if (old === undefined) return;
  draft.engagements[index] = { ...moveEngagement(old, 'done', draft.at), doneAt: draft.at };
}

function opened({ c, at }: Draft, agent: Id, session: CallSnapshot): EngagementRow {
  const { engagementId: id, role, direction, peer } = session;
  // One literal, not several spread into one: a call may ring at hundreds.
  return {
    app: c.terms.app,
    id,
    sessionId: c.id,
    agent,
    agentName: c.names[agent] ?? agent,
    role,
    direction,
    peer,
    skillGroup: c.terms.skillGroup?.id ?? null,
    offeredAt: at,
    answeredAt: null,
    endedAt: null,
    end: null,
    doneAt: null,
    state: 'ring',
    stateAt: at,
    ringMs: 0,
    talkMs: 0,
    holdMs: 0,
    wrapMs: 0,
    annotation: null,
    missed: null,
  };
}

function advanced(known: EngagementRow, session: CallSnapshot, at: number): EngagementRow {
  const state = stateOf(session);
  const moved = state === known.state ? known : moveEngagement(known, state, at);
  const peer = moved.peer.id === session.peer.id ? moved.peer : session.peer;
  const { role, annotation = moved.annotation } = session;
  const next = { ...moved, role, peer, annotation };
  if (session.phase === 'active') return { ...next, answeredAt: next.answeredAt ?? session.answeredAt };
  if (session.phase !== 'ended') return next;
  const { end, missed = next.missed } = session;
  return { ...next, missed, endedAt: next.endedAt ?? at, end: next.end ?? end, doneAt: state === 'done' ? at : null };
}

function stateOf(session: CallSnapshot): EngagementState {
  if (session.phase === 'ended') return session.wrapUp === null ? 'done' : 'wrap';
  if (session.phase !== 'active') return 'ring';
  return session.hold === 'held' || session.hold === 'resuming' ? 'hold' : 'talk';
}

function isSameRow(a: EngagementRow, b: EngagementRow): boolean {
  return (Object.keys(a) as (keyof EngagementRow)[]).every((key) => Object.is(a[key], b[key]));
}
