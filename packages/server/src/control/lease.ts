import type { Clock } from '@callstation/core/ports';
import { LIMITS } from '@callstation/core/protocol';

/** One page's lease: pinged while it runs, over after three pings without an answer. */
export interface Lease {
  /** The page answered ping `n`; only a ping of this lease counts. */
  alive(ping: number): void;
  /** The page said hello: all is forgiven. */
  renew(): void;
  /** The interval may have changed. */
  retime(): void;
  /** How long a silent page is waited for now, milliseconds. */
  ms(): number;
  end(): void;
}

/**
 * Starts a lease. `ping` sends a ping, or does nothing while the page has no socket: that one counts as missed. `onOver`
 * is called once, or with every further ping while it answers true: there is a reason to wait on.
 */
export function createLease(options: {
  clock: Clock;
  inCall: () => boolean;
  ping: (n: number) => void;
  onOver: () => boolean;
}): Lease {
  const { clock, inCall, ping, onOver } = options;
  let sent = 0;
  let unanswered = 0;
  let interval = 0;
  let cancel = (): void => undefined;

  const wanted = (): number => (inCall() ? LIMITS.pingInCallMs : LIMITS.pingIdleMs);
  function arm(): void {
    cancel();
    interval = wanted();
    cancel = clock.after(interval, tick);
  }
  function tick(): void {
    if (unanswered >= LIMITS.missedPings) {
      if (onOver()) arm();
      return;
    }
    unanswered += 1;
    sent += 1;
    arm();
    ping(sent);
  }
  arm();
  return {
    alive(answered) {
      if (answered > sent || answered <= sent - unanswered) return;
      unanswered = sent - answered;
    },
    renew() {
      unanswered = 0;
      arm();
    },
    retime() {
      if (wanted() !== interval) arm();
    },
    // The last ping has its interval to be answered in, as the others have.
    ms: () => wanted() * (LIMITS.missedPings + 1),
    end: () => cancel(),
  };
}
