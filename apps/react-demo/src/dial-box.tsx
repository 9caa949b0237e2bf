import { useWorkstation } from '@callstation/react';
import { Phone } from 'lucide-react';
import { type FormEvent, useState } from 'react';

import { useProblem } from './problem.tsx';

/** Type a number and call it. */
export function DialBox() {
  const workstation = useWorkstation();
  const { attempt } = useProblem();
  const [number, setNumber] = useState('');
  const [busy, setBusy] = useState(false);
  const dial = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    if (await attempt(workstation.calls.dial({ to: number }))) setNumber('');
    setBusy(false);
  };
  return (
    <form className="card dial-box" onSubmit={(event) => void dial(event)}>
      <label htmlFor="number">Phone number</label>
      <div className="dial-row">
        <input
          id="number"
          type="tel"
          autoComplete="off"
          placeholder="10001"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <button type="submit" className="button primary" disabled={busy || number.trim() === ''}>
          <Phone aria-hidden />
          Call
        </button>
      </div>
    </form>
  );
}
