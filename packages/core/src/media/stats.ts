import type { Clock, Logger } from '../ports/index.ts';
import { quality, type Quality, type StreamCounters } from './quality.ts';

const EVERY_MS = 2000;

/** Looks at a connection's counters every two seconds while it runs. */
export class StatsSampler {
  readonly #getStats: () => Promise<RTCStatsReport>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #tell: (quality: Quality) => void;
  #cancel: (() => void) | null = null;
  #before: StreamCounters | null = null;

  constructor(getStats: () => Promise<RTCStatsReport>, clock: Clock, logger: Logger, tell: (quality: Quality) => void) {
    this.#getStats = getStats;
    this.#clock = clock;
    this.#logger = logger;
    this.#tell = tell;
  }

  start(): void {
    this.#cancel ??= this.#clock.after(EVERY_MS, () => void this.#sample());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#before = null;
  }

  async #sample(): Promise<void> {
    const turn = this.#cancel;
    try {
      const after = countersOf(await this.#getStats());
      // Stopped (and perhaps started again) while the report was made.
      if (turn === null || turn !== this.#cancel) return;
      if (after && this.#before) this.#tell(quality(this.#before, after));
      this.#before = after;
    } catch (error) {
      this.#logger.debug('no statistics', { error });
    }
    if (turn !== this.#cancel) return;
    this.#cancel = null;
    this.start();
  }
}

function countersOf(report: RTCStatsReport): StreamCounters | null {
  let inbound: RTCInboundRtpStreamStats | null = null;
  let roundTrip: number | null = null;
  report.forEach((entry: RTCStats) => {
    if (isInboundAudio(entry)) inbound = entry;
    if (isCandidatePair(entry) && entry.nominated) roundTrip = entry.currentRoundTripTime ?? roundTrip;
  });
  return inbound && toCounters(inbound, roundTrip);
}

function toCounters(inbound: RTCInboundRtpStreamStats, roundTrip: number | null): StreamCounters {
  const { packetsReceived = 0, packetsLost = 0, jitter = 0 } = inbound;
  return { received: packetsReceived, lost: packetsLost, jitter, roundTrip };
}

function isInboundAudio(entry: RTCStats): entry is RTCInboundRtpStreamStats {
  return entry.type === 'inbound-rtp' && 'kind' in entry && entry.kind === 'audio';
}

function isCandidatePair(entry: RTCStats): entry is RTCIceCandidatePairStats {
  return entry.type === 'candidate-pair';
}
