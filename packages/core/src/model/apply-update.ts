import type { SessionSnapshot } from './chat.ts';
import type { State, Update } from './update.ts';

/**
 * The state after an update. Pure; what the update does not touch keeps its identity, and an update that changes nothing
 * of the state (a signal, a line of a log, page facts, the end of an unknown session) gives the same object back.
 */
export function applyUpdate(state: State, update: Update): State {
  switch (update.type) {
    case 'reset':
      return update.state;
    case 'agent':
      return { ...state, agent: update.agent };
    case 'session':
      return { ...state, sessions: put(state.sessions, update.session) };
    case 'removed': {
      const sessions = state.sessions.filter(({ id }) => id !== update.id);
      return sessions.length === state.sessions.length ? state : { ...state, sessions };
    }
    default:
      return state;
  }
}

/** In its place if known, else behind all that are not younger: sessions stay oldest first. */
function put(sessions: readonly SessionSnapshot[], session: SessionSnapshot): SessionSnapshot[] {
  if (sessions.some(({ id }) => id === session.id)) {
    return sessions.map((known) => (known.id === session.id ? session : known));
  }
  const younger = sessions.findIndex(({ createdAt }) => createdAt > session.createdAt);
  const place = younger < 0 ? sessions.length : younger;
  return [...sessions.slice(0, place), session, ...sessions.slice(place)];
}
