import type { Volume } from '../../model/index.ts';
import { CallstationError } from '../../protocol/index.ts';

/** What a far half says it can, and not every one does. */
export const SETS_VOLUME = 'setVolume';

const NAMES = ['microphone', 'speaker'] as const;

/** The volume of a bridged page. It is kept on the near side, because a far half that is killed takes its own with it. */
export interface NearVolume {
  linked(can: readonly string[]): void;
  /** Rejects as `ask` does, and `notSupported` at once over a far half that would not understand the question. */
  set(volume: Partial<Volume>): Promise<void>;
  /** There is a page again: it is told what was set, whether or not the one before heard of it. */
  attached(): void;
}

/** Makes it. `ask` asks the far half; it rejects while there is none. */
export function createNearVolume(ask: (volume: Partial<Volume>) => Promise<unknown>): NearVolume {
  let kept: Partial<Volume> = {};
  /** Of that, what a far half has taken. */
  let taken: Partial<Volume> = {};
  let able = true;
  const set = async (volume: Partial<Volume>): Promise<void> => {
    if (!able) throw new CallstationError('notSupported', 'The host page of the phone is too old to set a volume.');
    kept = { ...kept, ...volume };
    try {
      await ask(volume);
      taken = { ...taken, ...volume };
    } catch (thrown) {
      const { code } = CallstationError.from(thrown);
      // What a far half does not take is not said to the next one.
      if (code === 'invalidArgument' || code === 'notSupported')
        for (const name of NAMES) if (Object.is(kept[name], volume[name])) kept = { ...kept, [name]: taken[name] };
      throw thrown;
    }
  };
  return {
    linked(can) {
      able = can.includes(SETS_VOLUME);
    },
    set,
    attached() {
      if (Object.keys(kept).length > 0) set(kept).catch(() => undefined);
    },
  };
}
