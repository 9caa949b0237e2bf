import { TCCCEndReason } from '@/uni_modules/callstation-workstation';
import type { Word } from './words';

const WORDS: Readonly<Record<number, Word>> = {
  [TCCCEndReason.Error]: 'endError',
  [TCCCEndReason.Timeout]: 'endTimeout',
  [TCCCEndReason.Replaced]: 'endReplaced',
  [TCCCEndReason.LocalBye]: 'endLocal',
  [TCCCEndReason.RemoteBye]: 'endRemote',
  [TCCCEndReason.LocalCancel]: 'endCancelled',
  [TCCCEndReason.RemoteCancel]: 'endMissed',
  [TCCCEndReason.Rejected]: 'endRejected',
  [TCCCEndReason.Referred]: 'endReferred',
};

/** The text that says why a call ended; `rang`: nobody had answered it here. */
export function endWord(reason: number, rang: boolean): Word {
  // Whoever declines cancels: nothing was begun that could be hung up.
  if (rang && reason === TCCCEndReason.LocalCancel) return 'endDeclined';
  return WORDS[reason] ?? 'endError';
}
