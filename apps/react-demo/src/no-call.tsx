import type { AgentSnapshot } from '@callstation/core/model';
import { useAgent, useWorkstation } from '@callstation/react';
import { Coffee, PhoneIncoming } from 'lucide-react';
import { useState } from 'react';

import { simulateCustomer } from './centre-api.ts';
import { useProblem } from './problem.tsx';

/** Why nothing is offered now; null when calls come. */
function pauseOf(agent: AgentSnapshot): { title: string; why: string } | null {
  if (agent.status === 'wrap-up') return { title: 'After-call work', why: 'Calls come again once it is over.' };
  if (agent.status === 'break') return { title: 'On a break', why: 'No calls come until you are ready again.' };
  if (agent.status === 'offline') return { title: 'Offline', why: 'No calls come until you are ready.' };
  if (agent.status !== 'not-ready') return null;
  const missed = 'You missed a call, so no more of them come until you are ready again.';
  return { title: 'Not ready', why: agent.why === 'noAnswer' ? missed : 'No calls come until you are ready again.' };
}

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
