import { CallstationError } from '@callstation/core';
import type { CallSnapshot, ConnectionState, PageFacts } from '@callstation/core/model';
import { useCalls, useConnection, useWorkstation } from '@callstation/react';

import { explain } from './error-text.ts';
import { useProblem } from './problem.tsx';

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

/** One line about what keeps the agent from being heard or from hearing. */
export function ConnectionBanner() {
  const workstation = useWorkstation();
  const page = useConnection();
  const calls = useCalls();
  const { attempt } = useProblem();
  const { state } = page.connection;
  const { error } = page.connection;
  const refusal = state === 'refused' && error ? explain(CallstationError.fromData(error)) : CONNECTION[state];
  const connection = state === 'reconnecting' ? outage(calls, page) : refusal;
  const text = connection ?? MICROPHONE[page.microphone];
  if (text)
    return (
      <p className="banner" role="status">
        {text}
      </p>
    );
  if (page.output !== 'blocked') return null;
  return (
    <p className="banner" role="status">
      The browser holds the sound back.{' '}
      <button type="button" className="button" onClick={() => void attempt(workstation.devices.unlock())}>
        Turn sound on
      </button>
    </p>
  );
}
