import type { Id } from './primitives.ts';

/** Why a session ended, in one vocabulary for SIP, switch and every vendor facade. */
export const END_REASONS = [
  'localHangup',
  'remoteHangup',
  'localCancel',
  'remoteCancel',
  'localReject',
  'rejected',
  'noAnswer',
  'busy',
  'unreachable',
  'invalidNumber',
  'transferred',
  'takenElsewhere',
  'requeued',
  'policyBlocked',
  'systemError',
  'networkLost',
] as const;

/** One of {@link END_REASONS}. */
export type EndReason = (typeof END_REASONS)[number];

/** How and by whom a session was ended; `cause` keeps the wire's own words for diagnosis. */
export interface End {
  reason: EndReason;
  by: 'agent' | 'peer' | 'supervisor' | 'system' | 'timer';
  /** Who has it, of `takenElsewhere` where it is known. */
  takenBy?: { agent: Id; name: string };
  cause?: { sip?: number; code?: string; text?: string };
}
