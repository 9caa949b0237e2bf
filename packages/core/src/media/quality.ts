/** Counters of one moment, as getStats gives them. */
export interface StreamCounters {
  received: number;
  lost: number;
  /** Seconds. */
  jitter: number;
  /** Seconds; null while it is not measured. */
  roundTrip: number | null;
}

/** 1 excellent to 5 bad, 0 unknown, 6 down. */
export type Quality = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Bad loss, jitter and delay cost rating points as in the E-model of ITU-T G.107, for Opus and in its simple form. */
export function quality(before: StreamCounters, after: StreamCounters): Quality {
  const received = after.received - before.received;
  const lost = Math.max(0, after.lost - before.lost);
  if (received <= 0) return 0;
  const delayMs = (after.roundTrip ?? 0) * 500 + after.jitter * 2000 + 20;
  const lossPercent = (lost / (received + lost)) * 100;
  const delayCost = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - 177.3);
  const lossCost = (95 * lossPercent) / (lossPercent + 20);
  return grade(93.2 - delayCost - lossCost);
}

function grade(rating: number): Quality {
  if (rating >= 88) return 1;
  if (rating >= 80) return 2;
  if (rating >= 70) return 3;
  if (rating >= 60) return 4;
  if (rating >= 40) return 5;
  return 6;
}
