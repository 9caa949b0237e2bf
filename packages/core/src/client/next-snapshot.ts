import type { PageFacts, SessionSnapshot, Update } from '../model/index.ts';
import { currentCallId } from './current-call.ts';
import { keepIdentity } from './same.ts';
import type { WorkstationSnapshot } from './workstation.types.ts';

/** The snapshot before anything is known. */
export function emptySnapshot(page: PageFacts): WorkstationSnapshot {
  const capabilities = { calls: [], chats: [], agent: [], kinds: [] };
  return { agent: null, sessions: [], currentCallId: null, capabilities, page };
}

/** The snapshot after an update; the same object when the update says nothing new. */
export function nextSnapshot(snapshot: WorkstationSnapshot, update: Update): WorkstationSnapshot {
  const changed = { ...snapshot, ...changes(snapshot, update) };
  if (changed.sessions !== snapshot.sessions) changed.currentCallId = currentCallId(changed.sessions);
  return keepIdentity(snapshot, changed);
}

function changes(snapshot: WorkstationSnapshot, update: Update): Partial<WorkstationSnapshot> {
  switch (update.type) {
    case 'reset': {
      const known = new Map(snapshot.sessions.map((session) => [session.id, session]));
      const sessions = update.state.sessions.map((session) => keepIdentity(known.get(session.id) ?? session, session));
      return { ...update.state, sessions: keepOrder(snapshot.sessions, sessions) };
    }
    case 'agent':
      return { agent: update.agent };
    case 'session':
      return { sessions: withSession(snapshot.sessions, update.session) };
    case 'removed':
      return {
        sessions: keepOrder(
          snapshot.sessions,
          snapshot.sessions.filter(({ id }) => id !== update.id),
        ),
      };
    case 'page':
      return { page: { ...snapshot.page, ...update.page } };
    case 'append':
    case 'signal':
      return {};
  }
}

function withSession(sessions: readonly SessionSnapshot[], next: SessionSnapshot): readonly SessionSnapshot[] {
  const at = sessions.findIndex(({ id }) => id === next.id);
  const previous = sessions[at];
  if (!previous) {
    const newer = sessions.findIndex(({ createdAt }) => createdAt > next.createdAt);
    return newer < 0 ? [...sessions, next] : [...sessions.slice(0, newer), next, ...sessions.slice(newer)];
  }
  const kept = keepIdentity(previous, next);
  return kept === previous ? sessions : sessions.map((session) => (session === previous ? kept : session));
}

function keepOrder(previous: readonly SessionSnapshot[], next: readonly SessionSnapshot[]): readonly SessionSnapshot[] {
  return previous.length === next.length && next.every((session, at) => session === previous[at]) ? previous : next;
}
