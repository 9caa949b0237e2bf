import type { CallHandle } from '@callstation/react';
import { isForText, KEY_NAMES, KEYS } from 'demo-kit';
import { useEffect, useEffectEvent, useState } from 'react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

/** Twelve keys, also typed ones, and what was pressed. */
export function Keypad({ handle }: { handle: CallHandle }) {
  const { attempt } = useProblem();
  const [pressed, setPressed] = useState('');
  const verdict = handle.actions.sendDigits;
  const press = (key: string): void => {
    setPressed((before) => (before + key).slice(-16));
    void attempt(handle.sendDigits(key));
  };
  const type = useEffectEvent((event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isForText(event.target)) return;
    const key = KEYS.find((one) => one === event.key);
    if (verdict.allowed && key) press(key);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => type(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  return (
    <div className="keypad" role="group" aria-label="Keys">
      <output aria-label="Pressed">{pressed || '\u00a0'}</output>
      <div className="keys">
        {KEYS.map((key) => (
          <VerdictButton
            key={key}
            verdict={verdict}
            className="button"
            aria-label={KEY_NAMES[key]}
            onClick={() => press(key)}
          >
            {key}
          </VerdictButton>
        ))}
      </div>
    </div>
  );
}
