import type { Id, Millis } from '@callstation/core/model';
import { longestIdle, type Candidate } from './longest-idle.ts';
import type { Waiting } from './queue.ts';

/** Who gets what. */
export interface Match {
  conversation: Id;
  agent: Id;
}

/**
 * Pairs the waiting with the free, the first in line first. Nobody is paired twice. `retryAt`: when an avoided agent
 * becomes possible again for somebody who is still waiting.
 */
export function match(
  waiting: readonly Waiting[],
  free: readonly Candidate[],
  now: Millis,
): { matches: Match[]; retryAt: Millis | null } {
  const left = new Map(free.map((candidate) => [candidate.agent, candidate]));
  const matches: Match[] = [];
  let retryAt: Millis | null = null;
  for (const item of waiting) {
    if (left.size === 0) break;
    const agent = longestIdle([...left.values()].filter((c) => (item.avoid.get(c.agent) ?? 0) <= now));
    if (agent !== null) {
      left.delete(agent);
      matches.push({ conversation: item.conversation, agent });
      continue;
    }
    for (const { agent: avoided } of left.values()) {
      const until = item.avoid.get(avoided);
      if (until !== undefined && (retryAt === null || until < retryAt)) retryAt = until;
    }
  }
  return { matches, retryAt };
}
