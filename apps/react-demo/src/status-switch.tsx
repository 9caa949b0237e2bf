import type { AgentStatus, SettableStatus } from '@callstation/core/model';
import { useAgent, useDirectory, useWorkstation } from '@callstation/react';

import { useProblem } from './problem.tsx';

const SHOWN: Record<AgentStatus, string> = {
  idle: 'Available',
  busy: 'On a call',
  'wrap-up': 'Wrap-up',
  break: 'On a break',
  'not-ready': 'Not ready',
  offline: 'Offline',
};

interface Choice {
  value: string;
  label: string;
  wanted: SettableStatus;
}

const pause = (reason: string, label: string): Choice => ({
  value: `break ${reason}`,
  label,
  wanted: { status: 'break', reason },
});

/** A centre that names reasons for a break takes no others. */
function useChoices(): readonly Choice[] {
  const { data } = useDirectory((directory) => directory.breakReasons());
  const named = (data ?? []).map(({ id, name }) => pause(id, `Break: ${name}`));
  return [
    { value: 'idle', label: 'Available', wanted: { status: 'idle' } },
    ...(data?.length === 0 ? [pause('break', 'Break')] : named),
    { value: 'not-ready', label: 'Not ready', wanted: { status: 'not-ready' } },
  ];
}

/** What the agent is, and what they want to be. */
export function StatusSwitch() {
  const workstation = useWorkstation();
  const agent = useAgent();
  const { attempt } = useProblem();
  const choices = useChoices();
  const { wanted } = agent ?? {};
  const chosen = wanted?.status === 'break' ? pause(wanted.reason, '').value : (wanted?.status ?? 'offline');
  const choose = (value: string): void => {
    const choice = choices.find((option) => option.value === value);
    if (choice) void attempt(workstation.agent.setStatus(choice.wanted));
  };
  return (
    <div className="status">
      <span className="status-pill" data-status={agent?.status ?? 'offline'} role="status">
        {SHOWN[agent?.status ?? 'offline']}
      </span>
      <select aria-label="Status" value={chosen} disabled={!agent} onChange={(event) => choose(event.target.value)}>
        {!choices.some(({ value }) => value === chosen) && (
          <option value={chosen}>{SHOWN[wanted?.status ?? 'offline']}</option>
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
