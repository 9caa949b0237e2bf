import type { End, EndReason } from '@callstation/core/model';

const REFUSALS: Readonly<Record<number, EndReason>> = {
  403: 'rejected',
  404: 'unreachable',
  408: 'unreachable',
  410: 'unreachable',
  480: 'unreachable',
  486: 'busy',
  487: 'localCancel',
  503: 'unreachable',
  600: 'busy',
  603: 'rejected',
};

/** What a page's final refusal of an INVITE means. */
export function endOfRefusal(status: number): End {
  return { reason: REFUSALS[status] ?? 'systemError', by: status === 408 ? 'timer' : 'system', cause: { sip: status } };
}

/** What a page's BYE means: only one that says so is the agent's wish; a closing page says BYE too. */
export function endOfBye(intent: string | null): End {
  return intent === 'hangup' ? { reason: 'localHangup', by: 'agent' } : { reason: 'networkLost', by: 'system' };
}
