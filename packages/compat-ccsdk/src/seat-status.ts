import type { AgentSnapshot, SettableStatus } from '@callstation/core';

/** `onSeatStatus`. Its busy is not being ready; of being in a call it says nothing. */
export const SEAT_STATUS = { offline: 1, idle: 2, 'not-ready': 3, 'wrap-up': 4, break: 5 } as const satisfies Record<
  SettableStatus['status'],
  number
>;
export type SeatStatus = (typeof SEAT_STATUS)[keyof typeof SEAT_STATUS];

/** What the vendor would show; on a call, what was chosen before it. */
export const seatStatusOf = ({ status, wanted }: AgentSnapshot): SeatStatus =>
  SEAT_STATUS[status === 'busy' ? wanted.status : status];
