import type { End, EndReason } from '@callstation/core/model';
import type { PageIntent } from '../sip/page-intent.ts';

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

const HUNG_UP: End = { reason: 'localHangup', by: 'agent' };

/** What a page's final refusal of an INVITE means; the agent may have hung up before it was answered. */
export function endOfRefusal(status: number, { intent }: PageIntent): End {
  if (intent === 'hangup') return HUNG_UP;
  return { reason: REFUSALS[status] ?? 'systemError', by: status === 408 ? 'timer' : 'system', cause: { sip: status } };
}

/** What a page's BYE means: only one that says so is the agent's wish; a closing page says BYE too. */
export function endOfBye({ intent }: PageIntent): End {
  return intent === 'hangup' ? HUNG_UP : { reason: 'networkLost', by: 'system' };
}
