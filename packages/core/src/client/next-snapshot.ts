import { applyUpdate, type PageFacts, type SessionSnapshot, type State, type Update } from '../model/index.ts';
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
  if (update.type === 'page') {
    const page = keepIdentity(snapshot.page, { ...snapshot.page, ...update.page });
    return page === snapshot.page ? snapshot : { ...snapshot, page };
  }
  const state = stateAfter(snapshot, update);
  return state ? withState(snapshot, state) : snapshot;
}

function stateAfter(snapshot: WorkstationSnapshot, update: Update): State | null {
  if (update.type === 'reset') return update.state;
  const { agent, sessions, capabilities } = snapshot;
  // Before the first reset there is nothing that an update could change.
  return agent ? applyUpdate({ agent, sessions: sessions as SessionSnapshot[], capabilities }, update) : null;
}

/** Takes a state over, built from the known parts wherever they say the same. */
function withState(snapshot: WorkstationSnapshot, state: State): WorkstationSnapshot {
  const sessions = keepSessions(snapshot.sessions, state.sessions);
  const agent = keepIdentity(snapshot.agent, state.agent);
  const capabilities = keepIdentity(snapshot.capabilities, state.capabilities);
  const same = sessions === snapshot.sessions && agent === snapshot.agent && capabilities === snapshot.capabilities;
  if (same) return snapshot;
  return { ...snapshot, agent, capabilities, sessions, currentCallId: currentCallId(sessions) };
}

function keepSessions(
  previous: readonly SessionSnapshot[],
  next: readonly SessionSnapshot[],
): readonly SessionSnapshot[] {
  const known = new Map(previous.map((session) => [session.id, session]));
  const kept = next.map((session) => {
    const before = known.get(session.id);
    return before ? keepIdentity(before, session) : session;
  });
  const same = kept.length === previous.length && kept.every((session, at) => session === previous[at]);
  return same ? previous : kept;
}
