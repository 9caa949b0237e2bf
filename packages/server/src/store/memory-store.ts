import type { SessionRecord, Store } from './record-log.ts';

/**
 * Keeps the newest records in memory; they are gone with the process.
 *
 * @param limit how many records are kept; default 10,000.
 */
export function createMemoryStore(limit = 10_000): Store {
  const kept = new Map<string, SessionRecord>();
  return {
    async append(record) {
      const key = `${record.app}\n${record.sessionId}\n${record.engagementId}`;
      if (kept.has(key)) return;
      kept.set(key, structuredClone(record));
      const oldest = kept.size > limit ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
    },
    async records({ app, agent, limit: most = 100 }) {
      return [...kept.values()]
        .filter((record) => record.app === app && (agent === undefined || record.agent === agent))
        .toReversed()
        .slice(0, most)
        .map((record) => structuredClone(record));
    },
    async close() {
      kept.clear();
    },
  };
}
