import { words } from '@callstation/core/words';
import { useAgent, useWorkstation } from '@callstation/react';
import { chosenStatus } from 'demo-kit';

import { useProblem } from './problem.tsx';
import { useStatusChoices } from './use-status-choices.ts';

const { agentStatuses } = words('en');

/** What the agent is, and what they want to be. */
export function StatusSwitch() {
  const workstation = useWorkstation();
  const agent = useAgent();
  const { attempt } = useProblem();
  const choices = useStatusChoices();
  const chosen = chosenStatus(agent);
  const choose = (value: string): void => {
    const choice = choices.find((option) => option.value === value);
    if (choice) void attempt(workstation.agent.setStatus(choice.wanted));
  };
  return (
    <div className="status">
      <span className="status-pill" data-status={agent?.status ?? 'offline'} role="status">
        {/* A new element for new words: none moves, which is what a browser counts as a shift. */}
        <span key={agent?.status}>{agentStatuses[agent?.status ?? 'offline']}</span>
      </span>
      <select aria-label="Status" value={chosen} disabled={!agent} onChange={(event) => choose(event.target.value)}>
        {!choices.some(({ value }) => value === chosen) && (
          <option value={chosen}>{agentStatuses[agent?.wanted.status ?? 'offline']}</option>
        )}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
