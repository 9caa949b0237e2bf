import type { Capabilities } from '@callstation/core/model';

/** What this centre can do today; grows with the server. */
export const CAPABILITIES: Capabilities = {
  calls: ['answer', 'reject', 'hangup', 'complete', 'hold', 'resume', 'mute', 'unmute', 'sendDigits'],
  chats: [],
  agent: ['setStatus', 'extendWrapUp', 'endWrapUp', 'setPhone', 'setCallerNumber', 'dial', 'dialAgent'],
  kinds: ['phone', 'internal'],
};
