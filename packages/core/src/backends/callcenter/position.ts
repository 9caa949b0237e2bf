import type { Id } from '../../model/index.ts';

/** Where this page stands in the centre's sequence of updates. */
export interface Position {
  /** What to ask for after a loss; undefined before the first snapshot. */
  resume(): { epoch: Id; seq: number } | undefined;
  /** A whole snapshot came: everything up to `seq` is in it. */
  reset(epoch: Id, seq: number): void;
  /** Whether an update is news. False for repeats and for another epoch's. */
  accept(epoch: Id, seq: number): boolean;
  forget(): void;
}

/** Makes a position that knows nothing. */
export function createPosition(): Position {
  let at: { epoch: Id; seq: number } | undefined;
  return {
    resume: () => at && { ...at },
    reset(epoch, seq) {
      at = { epoch, seq };
    },
    accept(epoch, seq) {
      if (!at || at.epoch !== epoch || seq <= at.seq) return false;
      at.seq = seq;
      return true;
    },
    forget() {
      at = undefined;
    },
  };
}
