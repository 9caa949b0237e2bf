import type { Clock } from '../../ports/index.ts';
import { LIMITS } from '../../protocol/index.ts';

/** Notices a socket that is open but dead: the centre pings, so silence is a sign. */
export interface Watchdog {
  start(): void;
  stop(): void;
  /** Something came. */
  heard(): void;
  /** In a call the centre pings five times as often. */
  setInCall(on: boolean): void;
}

/** Makes a watchdog that calls `onSilent` once per start. */
export function createWatchdog(clock: Clock, onSilent: () => void): Watchdog {
  let cancel: (() => void) | null = null;
  let inCall = false;
  let last = 0;

  // As long as the centre waits for us.
  const limit = (): number => (inCall ? LIMITS.pingInCallMs : LIMITS.pingIdleMs) * (LIMITS.missedPings + 1);
  const arm = (ms: number): void => {
    cancel?.();
    cancel = clock.after(ms, check);
  };
  // One alarm that looks at the time, not one alarm per message: messages come in their hundreds.
  function check(): void {
    const left = last + limit() - clock.now();
    if (left > 0) return arm(left);
    cancel = null;
    onSilent();
  }
  return {
    start() {
      last = clock.now();
      arm(limit());
    },
    stop() {
      cancel?.();
      cancel = null;
    },
    heard() {
      last = clock.now();
    },
    setInCall(on) {
      if (on === inCall) return;
      inCall = on;
      // The centre learns of the call when this page does: its next ping counts from here.
      if (cancel) {
        last = clock.now();
        arm(limit());
      }
    },
  };
}
