import type { ErrorCode } from './errors.ts';

interface CloseKind {
  /** The WebSocket close code. */
  code: number;
  /** What a page does next: connect again, fetch a new token first, or stop and say why. */
  then: 'reconnect' | 'newToken' | 'stop';
  /** The error a page shows for it. */
  error: ErrorCode;
}

/** Every close code of the control socket that is ours. What is not here (1001, 1006, 1012, …) means: reconnect. */
export const CLOSE_CODES = {
  malformed: { code: 4400, then: 'stop', error: 'malformed' },
  unauthorized: { code: 4401, then: 'newToken', error: 'unauthorized' },
  seatsTaken: { code: 4402, then: 'stop', error: 'licenseExceeded' },
  forbidden: { code: 4403, then: 'stop', error: 'forbidden' },
  leaseOver: { code: 4408, then: 'reconnect', error: 'timeout' },
  replaced: { code: 4409, then: 'stop', error: 'kicked' },
  signedOut: { code: 4410, then: 'stop', error: 'signedOut' },
  tooSlow: { code: 4413, then: 'reconnect', error: 'network' },
  flooded: { code: 4429, then: 'reconnect', error: 'rateLimited' },
  shuttingDown: { code: 4503, then: 'reconnect', error: 'shuttingDown' },
} as const satisfies Record<string, CloseKind>;

/** One of the names of {@link CLOSE_CODES}. */
export type CloseName = keyof typeof CLOSE_CODES;

/** The name of a close code of ours, or null for any other. */
export function closeName(code: number): CloseName | null {
  for (const [name, kind] of Object.entries(CLOSE_CODES)) if (kind.code === code) return name as CloseName;
  return null;
}
