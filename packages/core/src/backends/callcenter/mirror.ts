import type { State, Update } from '../../model/index.ts';

/** The centre's state as this page knows it, after an update; the audio rules read it. */
export function mirror(state: State | null, update: Update): State | null {
  if (update.type === 'reset') return update.state;
  if (!state) return null;
  switch (update.type) {
    case 'agent':
      return { ...state, agent: update.agent };
    case 'session': {
      const { session } = update;
      const known = state.sessions.some(({ id }) => id === session.id);
      const sessions = known
        ? state.sessions.map((old) => (old.id === session.id ? session : old))
        : [...state.sessions, session];
      return { ...state, sessions };
    }
    case 'removed':
      return { ...state, sessions: state.sessions.filter(({ id }) => id !== update.id) };
    default:
      return state;
  }
}
