import type { Id } from '@callstation/core/model';
import type { FakeSwitch } from '../packages/server/src/engine/testing/fake-switch.ts';
import type { Switch } from '../packages/server/src/switch/switch.ts';

/** What a switch records. */
export interface Tapes {
  /** The orders that it follows. */
  readonly orders: Pick<Switch, 'record' | 'pauseRecord' | 'stopRecord'>;
  /** Recordings that are going on, the oldest first. */
  open(): Id[];
  isPaused(tape: Id): boolean;
  /** Nothing more is written of that one. */
  breakDown(tape: Id): void;
}

/** Nothing is recorded yet. */
export function createTapes(fake: FakeSwitch): Tapes {
  const all = new Map<Id, { paused: boolean; over: boolean }>();
  return {
    orders: {
      async record(id, room, sides) {
        await fake.record(id, room, sides);
        if (!all.has(id)) all.set(id, { paused: false, over: false });
      },
      async pauseRecord(id, on) {
        await fake.pauseRecord(id, on);
        all.set(id, { paused: on, over: all.get(id)?.over ?? true });
      },
      async stopRecord(id) {
        await fake.stopRecord(id);
        all.set(id, { paused: false, over: true });
      },
    },
    open: () => [...all].flatMap(([id, { over }]) => (over ? [] : [id])),
    isPaused: (tape) => all.get(tape)?.paused === true,
    breakDown(tape) {
      all.set(tape, { paused: false, over: true });
      fake.news({ type: 'recordingFailed', id: tape, error: 'ENOSPC' });
    },
  };
}
