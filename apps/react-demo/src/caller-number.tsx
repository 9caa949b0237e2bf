import type { AgentSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { useAgentActions, useDirectory, useWorkstation } from '@callstation/react';
import { choiceOf, chosenBy, optionsOf } from 'demo-kit';
import { useId, useState } from 'react';

import { useProblem } from './problem.tsx';

const { blockReasons } = words('en');
/** The number that is shown to who is called: the agent's own choice, or with the right to it the centre's. */
export function CallerNumber({ agent }: { agent: AgentSnapshot }) {
  const workstation = useWorkstation();
  const { setCallerNumber: verdict } = useAgentActions();
  const { attempt } = useProblem();
  const { data, refresh } = useDirectory((directory) => directory.numbers());
  const [forAll, setForAll] = useState(false);
  const id = useId();
  const { usual, options } = optionsOf(data ?? []);
  const choose = async (value: string): Promise<void> => {
    if (!verdict.allowed) return;
    await attempt(workstation.agent.setCallerNumber(choiceOf(value), { owner: forAll ? 'app' : 'agent' }));
    refresh();
  };
  return (
    <>
      <label htmlFor={id}>Caller number</label>
      <select
        id={id}
        value={forAll ? (usual ?? '') : chosenBy(agent)}
        aria-disabled={!verdict.allowed}
        title={verdict.allowed ? undefined : blockReasons[verdict.reason]}
        onChange={(event) => void choose(event.target.value)}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {agent.rights.includes('manageNumbers') && (
        <label className="check">
          <input type="checkbox" checked={forAll} onChange={(event) => setForAll(event.target.checked)} />
          For everybody who has not chosen
        </label>
      )}
    </>
  );
}
