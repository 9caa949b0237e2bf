import type { ConnectionState, PageFacts } from '@callstation/core/model';
import { useConnection, useWorkstation } from '@callstation/react';

import { useProblem } from './problem.tsx';

const CONNECTION: Partial<Record<ConnectionState, string>> = {
  connecting: 'Connecting to the centre…',
  reconnecting: 'The connection is down. Reconnecting… a call in progress goes on.',
  replaced: 'You signed in somewhere else. Reload to work here.',
  refused: 'The centre refused this sign-in.',
};

const MICROPHONE: Partial<Record<PageFacts['microphone'], string>> = {
  denied: 'The microphone is blocked. Allow it in the address bar, then answer again.',
  missing: 'No microphone was found. Plug one in, then answer again.',
  busy: 'Another program holds the microphone. Close it, then answer again.',
};

/** One line about what keeps the agent from being heard or from hearing. */
export function ConnectionBanner() {
  const workstation = useWorkstation();
  const page = useConnection();
  const { attempt } = useProblem();
  const connection = CONNECTION[page.connection.state];
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
