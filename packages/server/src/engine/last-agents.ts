import type { Id, Millis } from '@callstation/core/model';
import type { EngagementRow } from '../store/records.types.ts';
import type { SessionStore } from '../store/store.ts';
import type { AppConfig } from './app-config.ts';

/** Who talked to whom last. */
export interface LastAgents {
  note(app: Id, number: string, agent: Id, at: Millis): void;
  /** The agent who talked to that number last, if that was not before `from`. */
  since(app: Id, number: string, from: Millis): Id | null;
}

/** Numbers remembered; beyond it the one is forgotten that was heard of longest ago. */
const MOST = 20_000;

/** Records that are read at most: a start does not wait for more. */
const READ = 10_000;

/**
 * The agents' parts from which it is read who talked to whom last, the oldest first: as far back as a group of the app minds,
 * and only so many.
 */
export async function lastParts(
  sessions: Pick<SessionStore, 'engagements'>,
  { id, skillGroups }: AppConfig,
  now: Millis,
): Promise<EngagementRow[]> {
  const within = Math.max(0, ...skillGroups.map(({ preferLastAgent }) => preferLastAgent?.withinMs ?? 0));
  if (within === 0) return [];
  const found = await sessions.engagements(id, { from: Math.round(now) - within, newest: true, limit: READ });
  return found.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
}

/** Remembers in memory; see {@link lastParts} for what was before. */
export function createLastAgents(most: number = MOST): LastAgents {
  const kept = new Map<string, { agent: Id; at: Millis }>();
  const keyOf = (app: Id, number: string): string => JSON.stringify([app, number]);
  return {
    note(app, number, agent, at) {
      const key = keyOf(app, number);
      kept.delete(key);
      kept.set(key, { agent, at });
      const oldest = kept.size > most ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
    },
    since(app, number, from) {
      const last = kept.get(keyOf(app, number));
      return last === undefined || last.at < from ? null : last.agent;
    },
  };
}
