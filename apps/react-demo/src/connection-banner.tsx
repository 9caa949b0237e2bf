import { useCalls, useConnection, useWorkstation } from '@callstation/react';
import { troubleOf } from 'demo-kit';

import { useProblem } from './problem.tsx';

/** One line about what keeps the agent from being heard or from hearing. */
export function ConnectionBanner() {
  const workstation = useWorkstation();
  const page = useConnection();
  const calls = useCalls();
  const { attempt } = useProblem();
  const text = troubleOf(page, calls);
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
