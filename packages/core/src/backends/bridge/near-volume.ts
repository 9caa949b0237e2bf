import type { Id, Volume } from '../../model/index.ts';
import { CallstationError } from '../../protocol/index.ts';

/** What a far half says it can, and not every one does. */
export const SETS_VOLUME = 'setVolume';

/** The volume of a bridged page. It is kept on the near side, because a far half that is killed takes its own with it. */
export interface NearVolume {
  linked(far: Id, can: readonly string[]): void;
  /** Rejects `notSupported` at once over a far half that would not understand the question. */
  set(volume: Partial<Volume>): Promise<void>;
  /** The present far half has its page: one that never heard of the volume is told. */
  attached(): void;
}

/** Makes it. `ask` asks the far half; it rejects while there is none. */
export function createNearVolume(ask: (volume: Partial<Volume>) => Promise<unknown>): NearVolume {
  let kept: Partial<Volume> = {};
  let told: Id | null = null;
  let now: Id | null = null;
  let able = true;
  const set = async (volume: Partial<Volume>): Promise<void> => {
    if (!able) throw new CallstationError('notSupported', 'The host page of the phone is too old to set a volume.');
    await ask(volume);
    kept = { ...kept, ...volume };
    told = now;
  };
  return {
    linked(far, can) {
      now = far;
      able = can.includes(SETS_VOLUME);
    },
    set,
    attached() {
      if (told !== null && told !== now) set(kept).catch(() => undefined);
    },
  };
}
