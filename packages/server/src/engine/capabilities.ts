import type { Capabilities } from '@callstation/core/model';

/** What this centre can do today; grows with the server. */
export const CAPABILITIES: Capabilities = {
  calls: [
    ...(['answer', 'reject', 'hangup', 'complete', 'hold', 'resume', 'mute', 'unmute', 'sendDigits'] as const),
    ...(['takeMedia', 'transfer', 'consult', 'completeTransfer', 'merge', 'cancelConsult', 'swap'] as const),
    ...(['conference', 'removeParticipant', 'leave', 'takeBack'] as const),
    ...(['startRecording', 'pauseRecording', 'resumeRecording'] as const),
  ],
  chats: [],
  agent: [
    ...(['setStatus', 'extendWrapUp', 'endWrapUp', 'setPhone', 'setCallerNumber', 'dial', 'dialAgent'] as const),
    ...(['listen', 'whisper', 'barge', 'intercept', 'stop', 'setAgentStatus', 'logoutAgent', 'watchBoard'] as const),
  ],
  kinds: ['phone', 'voip', 'internal'],
};
