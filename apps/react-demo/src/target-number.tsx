import { type FormEvent, useId, useRef, useState } from 'react';

import type { TargetChoice } from './target-picker.tsx';
import { VerdictButton } from './verdict-button.tsx';

/** A number to bring in. */
export function TargetNumber({ choice }: { choice: TargetChoice }) {
  const { handle, verb, title, choose } = choice;
  const [number, setNumber] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const verdict = handle.actions[verb];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (number.trim() === '') field.current?.focus();
    else if (verdict.allowed) choose({ number: number.trim() });
  };
  return (
    <form className="picker-number" onSubmit={submit}>
      <label htmlFor={id}>Number</label>
      <div className="dial-row">
        <input
          ref={field}
          id={id}
          type="tel"
          autoComplete="off"
          placeholder="10001"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <VerdictButton verdict={verdict} type="submit" className="button primary">
          {title} number
        </VerdictButton>
      </div>
    </form>
  );
}
