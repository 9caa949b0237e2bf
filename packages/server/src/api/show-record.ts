import type { SessionRecord } from '../store/records.types.ts';

/** A record without what is nobody's business: the app, the names of files, and what repeats the session's id. */
export function showRecord({ app: _app, engagements, steps, recordings, context, ...session }: SessionRecord) {
  return {
    ...session,
    context: { ...context },
    engagements: engagements.map(({ app: _one, sessionId: _session, stateAt: _at, peer, missed, ...part }) => ({
      ...part,
      peer: { ...peer },
      missed: missed === null ? null : { ...missed },
    })),
    steps: steps.map(({ app: _one, sessionId: _session, to, ...step }) => ({
      ...step,
      to: to === null ? null : { ...to },
    })),
    recordings: recordings
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ id, state, startedAt, endedAt, ms, bytes }) => ({ id, state, startedAt, endedAt, ms, bytes })),
  };
}
