import type { Id } from '../../model/index.ts';

/** Where this page stands in the centre's sequence of updates, which rises by exactly one. */
export interface Position {
  /** What to ask for after a loss; undefined for the whole state. */
  resume(): { epoch: Id; seq: number } | undefined;
  /** A whole snapshot came: everything up to `seq` is in it. */
  reset(epoch: Id, seq: number): void;
  /** Whether an update is the next one, an old one (or of another epoch), or shows that one is missing. */
  judge(epoch: Id, seq: number): 'next' | 'old' | 'gap';
}

/** Makes a position that knows nothing. */
export function createPosition(): Position {
  let at: { epoch: Id; seq: number } | undefined;
  let gapAfter = -1;
  return {
    resume: () => at && { ...at },
    reset(epoch, seq) {
      at = { epoch, seq };
      gapAfter = -1;
    },
    judge(epoch, seq) {
      if (!at || at.epoch !== epoch || seq <= at.seq) return 'old';
      if (seq === at.seq + 1) {
        at.seq = seq;
        return 'next';
      }
      // The replay left the same one out again (this page could not read it): only the whole state helps.
      if (gapAfter === at.seq) at = undefined;
      else gapAfter = at.seq;
      return 'gap';
    },
  };
}
