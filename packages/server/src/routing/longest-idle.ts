import type { Id, Millis } from '@callstation/core/model';

/** An agent who could take a call now. */
export interface Candidate {
  agent: Id;
  /** Since when they wait for one. */
  since: Millis;
}

/** Who has waited longest; ties are broken by id, so that the choice is repeatable. */
export function longestIdle(candidates: Iterable<Candidate>): Id | null {
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    const sooner = best === null || candidate.since < best.since;
    if (sooner || (candidate.since === best?.since && candidate.agent < best.agent)) best = candidate;
  }
  return best?.agent ?? null;
}
