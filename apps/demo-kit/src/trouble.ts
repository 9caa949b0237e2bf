import { CallstationError } from '@callstation/core';
import type { CallSnapshot, ConnectionState, PageFacts } from '@callstation/core/model';

import { explain } from './error-text.ts';

const CONNECTION: Partial<Record<ConnectionState, string>> = {
  connecting: 'Connecting to the centre…',
  replaced: 'You signed in somewhere else. Reload to work here.',
  refused: 'The centre refused this sign-in.',
};

const MICROPHONE: Partial<Record<PageFacts['microphone'], string>> = {
  denied: 'The microphone is blocked. Allow it in the address bar, then answer again.',
  missing: 'No microphone was found. Plug one in, then answer again.',
  busy: 'Another program holds the microphone. Close it, then answer again.',
};

const isHere = (call: CallSnapshot, page: string): boolean =>
  'leg' in call && call.leg.at !== null && 'page' in call.leg.at && call.leg.at.page === page;

/** Without the centre only the media itself tells whether a call goes on. */
function outage(calls: readonly CallSnapshot[], { pageId, media }: PageFacts): string {
  if (!calls.some((call) => isHere(call, pageId))) return 'The connection is down. Reconnecting…';
  return Object.values(media).some(({ ice }) => ice === 'connected')
    ? 'The connection is down. Reconnecting… Your call goes on meanwhile.'
    : 'The connection is down, and with it the sound of your call. Reconnecting…';
}

/** What keeps the agent from being heard or from hearing, in a line; null when nothing does. */
export function troubleOf(page: PageFacts, calls: readonly CallSnapshot[]): string | null {
  const { state, error } = page.connection;
  if (state === 'reconnecting') return outage(calls, page);
  if (state === 'refused' && error) return explain(CallstationError.fromData(error));
  return CONNECTION[state] ?? MICROPHONE[page.microphone] ?? null;
}
