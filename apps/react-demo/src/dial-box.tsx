import { CallstationError } from '@callstation/core';
import { useAgentActions } from '@callstation/react';
import { Phone } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';

import { useProblem } from './problem.tsx';
import { useDial } from './use-dial.ts';
import { VerdictButton } from './verdict-button.tsx';

const isNoNumber = (error: unknown): boolean => error instanceof CallstationError && error.code === 'invalidArgument';

/** Type a number and call it. */
export function DialBox() {
  const { attempt } = useProblem();
  const dial = useDial();
  const verdict = useAgentActions().dial;
  const [number, setNumber] = useState('');
  const [invalid, setInvalid] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const change = (text: string): void => {
    setNumber(text);
    setInvalid(false);
  };
  const call = async (): Promise<void> => {
    try {
      await dial({ to: number }, number);
      change('');
    } catch (error) {
      if (!isNoNumber(error)) throw error;
      setInvalid(true);
      field.current?.focus();
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (number.trim() === '') field.current?.focus();
    else if (verdict.allowed) void attempt(call());
  };
  return (
    <form className="card dial-box" onSubmit={submit}>
      <label htmlFor="number">Phone number</label>
      <div className="dial-row">
        <input
          ref={field}
          id="number"
          type="tel"
          autoComplete="off"
          placeholder="10001"
          aria-invalid={invalid}
          aria-describedby={invalid ? 'number-problem' : undefined}
          value={number}
          onChange={(event) => change(event.target.value)}
        />
        <VerdictButton verdict={verdict} type="submit" className="button primary">
          <Phone aria-hidden />
          Call
        </VerdictButton>
      </div>
      {invalid && (
        <p className="field-problem" id="number-problem" role="alert">
          This is not a number that can be called. Use digits, with + and the country code for other countries.
        </p>
      )}
    </form>
  );
}
