import { isLead } from '../client/events.ts';
import type { AgentEvent, AgentEventName, SessionEvent, SessionEventName } from '../client/events.types.ts';
import type { WorkstationSnapshot } from '../client/workstation.types.ts';
import type { AgentSnapshot, End, Id, SessionSnapshot } from '../model/index.ts';

/** An event of a workstation with its name. */
export type MissedEvent =
  | { name: SessionEventName; event: SessionEvent }
  | { [N in AgentEventName]: { name: N; event: AgentEvent } }[AgentEventName];

/** How a call ended that is simply not there any more: nobody knows. */
const UNSEEN: End = { reason: 'networkLost', by: 'system' };

/**
 * What a page has to be told after its whole state was replaced, for interfaces that know events and no snapshot: the events that
 * lead from the state before (null: none) to the one there is, as if they had been heard. A session that is gone ended
 * (`networkLost`, by the `system`) when the connection was lost, and was removed; one that is new began. An event's session may be
 * further on than its name. An end has the `lead` that the page had before: who was told of a call is told of its end.
 */
export function missedEvents(previous: WorkstationSnapshot | null, current: WorkstationSnapshot): MissedEvent[] {
  const before = byEngagement(previous);
  const after = byEngagement(current);
  const events: MissedEvent[] = [];
  for (const [engagement, was] of before) {
    if (previous && !after.has(engagement)) events.push(...gone(was, previous));
  }
  const [led, leads] = [previous !== null && isLead(previous), isLead(current)];
  for (const [engagement, is] of after) {
    const was = before.get(engagement) ?? null;
    events.push(...there(was, is, was && is.phase === 'ended' ? led : leads));
  }
  return [...events, ...ofAgent(previous?.agent, current.agent, leads)];
}

const byEngagement = (snapshot: WorkstationSnapshot | null): Map<Id, SessionSnapshot> =>
  new Map(snapshot?.sessions.map((session) => [session.engagementId, session]));

/** When the state was last known to be true, by the centre's clock. */
function lastSeen({ page: { connection, clockOffset } }: WorkstationSnapshot): number {
  return connection.since + clockOffset;
}

function gone(was: SessionSnapshot, previous: WorkstationSnapshot): MissedEvent[] {
  const last = was.phase === 'ended' ? was : endedUnseen(was, lastSeen(previous));
  const lead = isLead(previous);
  const removed: SessionEvent = { session: last, previous: last, current: null, lead };
  const ended: SessionEvent = { session: last, previous: was, current: last, lead };
  return [
    ...(was === last ? [] : [{ name: 'sessionEnded' as const, event: ended }]),
    { name: 'sessionRemoved', event: removed },
  ];
}

function endedUnseen(was: Exclude<SessionSnapshot, { phase: 'ended' }>, at: number): SessionSnapshot {
  const over = { phase: 'ended', end: UNSEEN, wrapUp: null } as const;
  const { id, engagementId, role, direction, peer, context, createdAt, annotation } = was;
  const base = {
    ...{ id, engagementId, role, direction, peer, context, createdAt },
    ...(annotation && { annotation }),
  };
  if (was.kind === 'im')
    return {
      ...base,
      ...over,
      kind: was.kind,
      endedAt: Math.max(at, createdAt),
      lastSeq: 'lastSeq' in was ? was.lastSeq : 0,
    };
  const { kind } = was;
  if (was.phase !== 'active') return { ...base, ...over, kind, endedAt: Math.max(at, createdAt) };
  const { answeredAt } = was;
  return { ...base, ...over, kind, answeredAt, endedAt: Math.max(at, answeredAt) };
}

function there(was: SessionSnapshot | null, is: SessionSnapshot, lead: boolean): MissedEvent[] {
  const names = stepsTo(was, is);
  return names.map((name, at) => ({
    name,
    event: { session: is, previous: at === 0 ? was : is, current: is, lead },
  }));
}

function stepsTo(was: SessionSnapshot | null, is: SessionSnapshot): SessionEventName[] {
  // Began and ended unseen: nobody waits for its end.
  if (was === null && is.phase === 'ended') return [];
  const began: SessionEventName[] = was ? [] : [is.direction === 'out' ? 'sessionDialing' : 'sessionOffered'];
  if (is.phase === was?.phase) return was === is ? [] : ['sessionChanged'];
  if (is.phase === 'active') return [...began, 'sessionActive'];
  if (is.phase === 'ended') return ['sessionEnded'];
  return was ? ['sessionChanged'] : began;
}

function ofAgent(was: AgentSnapshot | null | undefined, is: AgentSnapshot | null, lead: boolean): MissedEvent[] {
  if (!was || !is || was === is) return [];
  const name = was.status === is.status ? 'agentChanged' : 'agentStatusChanged';
  return [{ name, event: { agent: is, previous: was, current: is, lead } }];
}
