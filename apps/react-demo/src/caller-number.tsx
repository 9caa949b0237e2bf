import type { AgentSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { useAgentActions, useDirectory, useWorkstation } from '@callstation/react';
import { useId, useState } from 'react';

import { useProblem } from './problem.tsx';

const { blockReasons } = words('en');
const POOL = 'pool ';

const chosenBy = ({ callerPool, callerNumber }: AgentSnapshot): string =>
  callerPool === undefined ? (callerNumber ?? '') : POOL + callerPool;

const choiceOf = (value: string): string | null | { pool: string } => {
  if (value.startsWith(POOL)) return { pool: value.slice(POOL.length) };
  return value === '' ? null : value;
};

/** The number that is shown to who is called: the agent's own choice, or with the right to it the centre's. */
export function CallerNumber({ agent }: { agent: AgentSnapshot }) {
  const workstation = useWorkstation();
  const { setCallerNumber: verdict } = useAgentActions();
  const { attempt } = useProblem();
  const { data, refresh } = useDirectory((directory) => directory.numbers());
  const [forAll, setForAll] = useState(false);
  const id = useId();
  const listings = data ?? [];
  const pools = new Map(
    listings.flatMap(({ pool, poolName }) => (pool === undefined ? [] : [[pool, poolName ?? pool]])),
  );
  const numbers = [...new Set(listings.map(({ number }) => number))];
  const usual = listings.find((listing) => listing.default)?.number;
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
        <option value="">Usual{usual !== undefined && ` (${usual})`}</option>
        {numbers.map((number) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
        {[...pools].map(([pool, name]) => (
          <option key={pool} value={POOL + pool}>
            {name}, one after the other
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
