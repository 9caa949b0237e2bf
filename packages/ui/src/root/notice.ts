import { CallstationError, type WorkstationSnapshot } from '@callstation/core';
import type { ConnectionState, PageFacts } from '@callstation/core/model';

import { errorText } from '../base/error-text.ts';
import type { Intent } from '../base/intents.ts';
import type { SeatWords } from '../words/index.ts';

/** What keeps the agent from being heard or from hearing, and what can be done about it. */
export interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly intent: Intent };
}

const MICROPHONE = { denied: 'mediaDenied', missing: 'mediaMissing', busy: 'mediaBusy' } as const;

/** The one thing to say now about connection, microphone and sound; null when all is well. */
export function noticeOf({ page }: WorkstationSnapshot, words: SeatWords): Notice | null {
  const connection = connectionNotice(page, words);
  if (connection) return connection;
  if (page.microphone !== 'ok' && page.microphone !== 'unknown') {
    return { text: words.core.errors[MICROPHONE[page.microphone]] };
  }
  if (page.output === 'missing') return { text: words.ui.outputMissing };
  if (page.output !== 'blocked') return null;
  const { outputBlocked: text, turnSoundOn: label } = words.ui;
  return { text, action: { label, intent: { scope: 'devices', verb: 'unlock' } } };
}

const QUIET: ReadonlySet<ConnectionState> = new Set(['ready', 'closed', 'connecting']);

/** Before the first connect and after the last one the page knows best itself. */
function connectionNotice({ connection }: PageFacts, words: SeatWords): Notice | null {
  const { state, error } = connection;
  const { ui } = words;
  if (QUIET.has(state)) return null;
  if (state === 'reconnecting') return { text: ui.reconnecting };
  const known = state === 'replaced' ? ui.replaced : ui.refused;
  return {
    text: error ? errorText(CallstationError.fromData(error), words) : known,
    action: { label: ui.connectAgain, intent: { scope: 'seat', verb: 'connect' } },
  };
}
