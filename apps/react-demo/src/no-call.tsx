import { useAgent, useWorkstation } from '@callstation/react';
import { pauseOf, simulateCustomer } from 'demo-kit';
import { Coffee, PhoneIncoming } from 'lucide-react';
import { useState } from 'react';

import { useProblem } from './problem.tsx';

/** What stands where calls will: that they may come, or why not. */
export function NoCall() {
  const workstation = useWorkstation();
  const agent = useAgent();
  const { attempt } = useProblem();
  const [busy, setBusy] = useState(false);
  const pause = agent && pauseOf(agent);
  const run = async (command: Promise<unknown>): Promise<void> => {
    setBusy(true);
    await attempt(command);
    setBusy(false);
  };
  if (pause)
    return (
      <div className="empty">
        <span className="empty-icon">
          <Coffee aria-hidden />
        </span>
        <h2>{pause.title}</h2>
        <p>{pause.why}</p>
        {agent.status !== 'wrap-up' && (
          <button
            type="button"
            className="button primary"
            disabled={busy}
            onClick={() => void run(workstation.agent.setStatus({ status: 'idle' }))}
          >
            I am ready
          </button>
        )}
      </div>
    );
  return (
    <div className="empty">
      <span className="empty-icon">
        <PhoneIncoming aria-hidden />
      </span>
      <h2>Ready for a call</h2>
      <p>Dial 10001 to hear somebody, or let a customer call you.</p>
      <button type="button" className="button primary" disabled={busy} onClick={() => void run(simulateCustomer())}>
        Simulate a customer
      </button>
    </div>
  );
}
