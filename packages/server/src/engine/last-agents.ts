import type { Id, Millis } from '@callstation/core/model';

/** Who talked to whom last. */
export interface LastAgents {
  note(app: Id, number: string, agent: Id, at: Millis): void;
  /** The agent who talked to that number last, if that was not before `from`. */
  since(app: Id, number: string, from: Millis): Id | null;
}

/** Numbers remembered; beyond it the one is forgotten that was heard of longest ago. */
const MOST = 20_000;

/** Remembers in memory: after a restart everybody is new. */
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
