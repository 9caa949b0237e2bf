import type { End, EndReason } from '@callstation/core/model';
import type { CallstationError, ErrorCode } from '@callstation/core/protocol';

const REASONS: Partial<Record<ErrorCode, EndReason>> = {
  invalidArgument: 'invalidNumber',
  notFound: 'unreachable',
  timeout: 'unreachable',
  network: 'networkLost',
  policyBlocked: 'policyBlocked',
  notSupported: 'policyBlocked',
};

/** How a call ends that an order's failure leaves no way for. The code is kept as the cause. */
export function endOfError(error: CallstationError): End {
  const reason = REASONS[error.code] ?? 'systemError';
  return { reason, by: 'system', cause: { code: error.code, text: error.message } };
}
