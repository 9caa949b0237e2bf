import type { AgentPhone, AgentSnapshot } from '@callstation/core/model';
import { useAgentActions, useWorkstation } from '@callstation/react';
import { PHONES } from 'demo-kit';
import { useId, useState } from 'react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

/** Page, mobile or desk phone; a phone's number only where it is not the one the centre knows. */
export function PhoneSwitch({ agent }: { agent: AgentSnapshot }) {
  const workstation = useWorkstation();
  const { setPhone } = useAgentActions();
  const { attempt } = useProblem();
  const [number, setNumber] = useState('');
  const id = useId();
  const choose = (mode: AgentPhone['mode']): void => {
    const own = mode === 'page' ? '' : number.trim();
    void attempt(workstation.agent.setPhone({ mode, ...(own === '' ? {} : { number: own }) }));
  };
  return (
    <>
      <div className="segments" role="group" aria-label="Take calls at">
        {PHONES.map(({ mode, label }) => (
          <VerdictButton
            key={mode}
            verdict={setPhone}
            className={agent.phone.mode === mode ? 'button on' : 'button'}
            aria-pressed={agent.phone.mode === mode}
            onClick={() => choose(mode)}
          >
            {label}
          </VerdictButton>
        ))}
      </div>
      <label htmlFor={id}>Another phone&rsquo;s number</label>
      <input
        id={id}
        type="tel"
        autoComplete="off"
        placeholder="20005"
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
    </>
  );
}
