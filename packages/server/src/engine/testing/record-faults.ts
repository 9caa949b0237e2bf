import type { QueueEventType } from '../../store/events.types.ts';
import type { EngagementRow, SessionRow } from '../../store/records.types.ts';
import type { KeptJournal } from './kept.ts';

/** Everything that is wrong with what was written down, once all calls and all after-call work are over. */
export function recordFaults(journal: KeptJournal): string[] {
  const sessions = journal.sessions();
  const known = new Set(sessions.map(({ id }) => id));
  return [
    ...sessions.flatMap(sessionFaults),
    ...journal.engagements().flatMap((part) => partFaults(part, known)),
    ...journal
      .steps()
      .flatMap(({ sessionId, n, endedAt }) => (endedAt === null ? [`step ${sessionId}/${n} is open`] : [])),
    ...sessions.flatMap(({ id }) => queueFaults(journal, id)),
    ...activityFaults(journal),
    ...orderFaults(journal),
  ];
}

function sessionFaults(session: SessionRow): string[] {
  const { id, createdAt, endedAt, end, beforeMs, queueMs, ringMs, talkMs, holdMs, state } = session;
  if (endedAt === null || end === null || state !== 'over')
    return [`session ${id} is open: ${JSON.stringify(session)}`];
  const parts = [beforeMs, queueMs, ringMs, talkMs, holdMs];
  const sum = parts.reduce((all, ms) => all + ms, 0);
  if (sum === endedAt - createdAt && parts.every((ms) => ms >= 0)) return [];
  return [`session ${id} lasted ${endedAt - createdAt}, its parts ${parts.join('+')} = ${sum}`];
}

function partFaults(part: EngagementRow, known: ReadonlySet<string>): string[] {
  const { id, sessionId, offeredAt, answeredAt, endedAt, doneAt, end, ringMs, talkMs, holdMs, wrapMs } = part;
  if (!known.has(sessionId)) return [`engagement ${id} has no session`];
  if (endedAt === null || doneAt === null || end === null) return [`engagement ${id} is open: ${JSON.stringify(part)}`];
  const faults: string[] = [];
  if (ringMs + talkMs + holdMs !== endedAt - offeredAt) faults.push(`engagement ${id}: ${JSON.stringify(part)}`);
  if (wrapMs !== doneAt - endedAt) faults.push(`after-call work of ${id}: ${JSON.stringify(part)}`);
  if (ringMs !== (answeredAt ?? endedAt) - offeredAt) faults.push(`ringing of ${id}: ${JSON.stringify(part)}`);
  return faults;
}

/** What ends a wait; after the others the same caller may wait again. */
const OUT: readonly string[] = ['answered', 'abandoned', 'overflowed', 'left'];

function queueFaults({ writes }: KeptJournal, sessionId: string): string[] {
  const events = writes.flatMap((w) => (w.type === 'queueEvent' && w.event.sessionId === sessionId ? [w.event] : []));
  const types = events.map(({ type }) => type);
  const late = events.some(({ at, since }) => at < since);
  return late || !isStory(types) ? [`queue of ${sessionId}: ${types.join(' ')}`] : [];
}

/** One wait after the other; within one, every offer comes to one end at most, and nobody answers who was offered nothing. */
function isStory(types: readonly QueueEventType[]): boolean {
  let waits = false;
  let offers = 0;
  for (const [at, type] of types.entries()) {
    if (type === 'enqueued') {
      if (waits || types[at - 1] === 'abandoned') return false;
      [waits, offers] = [true, 0];
      continue;
    }
    const isAnswer = type === 'answered' || type === 'declined' || type === 'missed';
    if (!waits || (isAnswer && offers === 0)) return false;
    if (type === 'offered') offers += 1;
    else if (isAnswer) offers -= 1;
    if (OUT.includes(type)) waits = false;
  }
  return !waits;
}

/** Every agent's activity is a chain: each begins as the one before ended. */
function activityFaults({ writes }: KeptJournal): string[] {
  const now = new Map<string, string>();
  return writes.flatMap((write) => {
    if (write.type !== 'activity') return [];
    const { agent, from, to, at } = write.activity;
    const before = now.get(agent) ?? 'offline';
    now.set(agent, to);
    return from === before ? [] : [`${agent} was ${before}, and at ${at} goes from ${from} to ${to}`];
  });
}

function orderFaults({ writes }: KeptJournal): string[] {
  const numbers = writes.flatMap((w) =>
    w.type === 'activity' ? [w.activity.seq] : w.type === 'queueEvent' ? [w.event.seq] : [],
  );
  return numbers.every((seq, at) => at === 0 || seq > (numbers[at - 1] ?? 0)) ? [] : ['numbers do not rise'];
}
