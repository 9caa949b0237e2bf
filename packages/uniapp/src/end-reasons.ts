import type { End, EndReason } from '@callstation/core';
import { words } from '@callstation/core/words';

import { TCCCEndReason } from './enums.ts';

/** The vendor's number for each. Where several fit, the one that the vendor's published samples ask for. */
export const END_NUMBERS: Readonly<Record<EndReason, number>> = {
  localHangup: TCCCEndReason.LocalBye,
  remoteHangup: TCCCEndReason.RemoteBye,
  localCancel: TCCCEndReason.LocalCancel,
  remoteCancel: TCCCEndReason.RemoteCancel,
  // Samples say of Rejected that the other party did it.
  localReject: TCCCEndReason.LocalCancel,
  rejected: TCCCEndReason.Rejected,
  noAnswer: TCCCEndReason.Timeout,
  busy: TCCCEndReason.Error,
  unreachable: TCCCEndReason.Error,
  invalidNumber: TCCCEndReason.Error,
  transferred: TCCCEndReason.Referred,
  takenElsewhere: TCCCEndReason.Replaced,
  requeued: TCCCEndReason.Timeout,
  policyBlocked: TCCCEndReason.Error,
  systemError: TCCCEndReason.Error,
  networkLost: TCCCEndReason.Error,
};

/** The status that stands for a failure whose own is not known. */
const STATUSES: Partial<Record<EndReason, number>> = {
  ...{ busy: 486, unreachable: 480, invalidNumber: 404, policyBlocked: 403, systemError: 500, networkLost: 487 },
};

/** Neither of the two who talked. */
const isCentre = ({ by }: End): boolean => by === 'supervisor' || by === 'system' || by === 'timer';

/** The first argument of `onEnded`. "You hung up" is not said of a call that the centre ended. */
export function endNumberOf(end: End): number {
  const hangup = end.reason === 'localHangup' || end.reason === 'remoteHangup';
  return hangup && isCentre(end) ? TCCCEndReason.Error : END_NUMBERS[end.reason];
}

/** The second: in words, and for a failure with the status that the vendor's samples look for. */
export function endMessageOf(end: End, language: string): string {
  const { reason, cause } = end;
  const text = words(language).endReasons[reason];
  const status = STATUSES[reason];
  if (endNumberOf(end) !== TCCCEndReason.Error) return text;
  const details = [cause?.sip ?? status ?? 487, cause?.text ?? cause?.code ?? reason].join(' ');
  return `${text} (SipReason: ${details})`;
}
