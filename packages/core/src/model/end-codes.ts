import type { EndReason } from './end.ts';

/** What a final SIP status of 300 and more means. Statuses not listed: see {@link endReasonOfSip}. */
export const SIP_END_REASONS: Readonly<Record<number, EndReason>> = {
  402: 'policyBlocked',
  403: 'policyBlocked',
  404: 'invalidNumber',
  408: 'noAnswer',
  410: 'invalidNumber',
  480: 'unreachable',
  484: 'invalidNumber',
  486: 'busy',
  487: 'localCancel',
  503: 'unreachable',
  600: 'busy',
  603: 'rejected',
  604: 'invalidNumber',
  607: 'rejected',
  608: 'policyBlocked',
};

/** Statuses that mean something else once the far end has rung: a person, not the network, gave that answer. */
export const SIP_END_REASONS_AFTER_RINGING: Readonly<Record<number, EndReason>> = {
  403: 'rejected',
  480: 'noAnswer',
};

/**
 * Why a call we made came to nothing, by its final SIP status. `rang` (default false): whether 180 or 183 came before.
 * Any other 6xx is `rejected`; everything else unknown is `systemError`.
 *
 * @example
 * endReasonOfSip(486); // 'busy'
 * endReasonOfSip(480, { rang: true }); // 'noAnswer'
 */
export function endReasonOfSip(status: number, { rang = false }: { rang?: boolean } = {}): EndReason {
  const known = (rang ? SIP_END_REASONS_AFTER_RINGING[status] : undefined) ?? SIP_END_REASONS[status];
  if (known) return known;
  return status >= 600 && status < 700 ? 'rejected' : 'systemError';
}

/**
 * The status that refuses a call for this reason; null where the reason is said by BYE, CANCEL or REFER, which carry no
 * status.
 */
export const SIP_STATUS_OF_END: Readonly<Record<EndReason, number | null>> = {
  localHangup: null,
  remoteHangup: null,
  localCancel: 487,
  remoteCancel: 487,
  localReject: 603,
  rejected: 603,
  noAnswer: 408,
  busy: 486,
  unreachable: 480,
  invalidNumber: 404,
  transferred: null,
  takenElsewhere: null,
  requeued: null,
  policyBlocked: 403,
  systemError: 500,
  networkLost: null,
};
