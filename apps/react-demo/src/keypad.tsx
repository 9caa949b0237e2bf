import type { CallHandle } from '@callstation/react';
import { useState } from 'react';

import { useProblem } from './problem.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** Twelve keys, and what was pressed. */
export function Keypad({ handle }: { handle: CallHandle }) {
  const { attempt } = useProblem();
  const [pressed, setPressed] = useState('');
  const press = (key: string): void => {
    setPressed((before) => (before + key).slice(-16));
    void attempt(handle.sendDigits(key));
  };
  return (
    <div className="keypad">
      <output aria-label="Pressed">{pressed || '\u00a0'}</output>
      <div className="keys">
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            className="button"
            disabled={!handle.actions.sendDigits.allowed}
            onClick={() => press(key)}
          >
            {key}
          </button>
        ))}
      </div>
    </div>
  );
}
