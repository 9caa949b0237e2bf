import type { AgentStatus, SettableStatus } from '@callstation/core/model';
import { useAgent, useWorkstation } from '@callstation/react';

import { useProblem } from './problem.tsx';

const SHOWN: Record<AgentStatus, string> = {
  idle: 'Available',
  busy: 'On a call',
  'wrap-up': 'Wrap-up',
  break: 'On a break',
  'not-ready': 'Not ready',
  offline: 'Offline',
};

const CHOICES: readonly { value: string; label: string; wanted: SettableStatus }[] = [
  { value: 'idle', label: 'Available', wanted: { status: 'idle' } },
  { value: 'break', label: 'Break', wanted: { status: 'break', reason: 'break' } },
  { value: 'not-ready', label: 'Not ready', wanted: { status: 'not-ready' } },
];

/** What the agent is, and what they want to be. */
export function StatusSwitch() {
  const workstation = useWorkstation();
  const agent = useAgent();
  const { attempt } = useProblem();
  const wanted = agent?.wanted.status ?? 'offline';
  const choose = (value: string): void => {
    const choice = CHOICES.find((option) => option.value === value);
    if (choice) void attempt(workstation.agent.setStatus(choice.wanted));
  };
  return (
    <div className="status">
      <span className="status-pill" data-status={agent?.status ?? 'offline'} role="status">
        {SHOWN[agent?.status ?? 'offline']}
      </span>
      <select aria-label="Status" value={wanted} disabled={!agent} onChange={(event) => choose(event.target.value)}>
        {!CHOICES.some(({ value }) => value === wanted) && <option value={wanted}>{wanted}</option>}
        {CHOICES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
