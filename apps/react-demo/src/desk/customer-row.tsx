import { words } from '@callstation/core/words';
import { useConnection, useWorkstation, useWorkstationEvent } from '@callstation/react';
import { type Contact, recordOf, savedSessions, saveSession } from 'demo-kit';
import { useState } from 'react';

import type { Attempt } from './attempt.types.ts';

const { endReasons } = words('en');

interface CustomerRowProps {
  customer: Contact;
  say: (text: string) => void;
  attempt: Attempt;
}

/** Click to call, with the id of the record; the record keeps the id of the session. */
export function CustomerRow({ customer: { record, name, number }, say, attempt }: CustomerRowProps) {
  const { calls } = useWorkstation();
  const { connection } = useConnection();
  const [kept, setKept] = useState(() => savedSessions(record));
  useWorkstationEvent('sessionActive', ({ session }) => {
    if (session.kind !== 'im' && recordOf(session)?.record === record) setKept(saveSession(record, session.id));
  });
  const dial = async (): Promise<void> => {
    const call = await calls.dial({ to: number, userData: record });
    // Somebody busy or away leaves nothing behind that could be seen.
    if (call.phase === 'ended') say(`${name}: ${endReasons[call.end.reason]}`);
  };
  return (
    <tr data-session={kept.at(-1)}>
      <td>{record}</td>
      <td>{name}</td>
      <td>{number}</td>
      <td>{kept.length}</td>
      <td>
        <button
          type="button"
          aria-label={`Call ${name}`}
          disabled={connection.state !== 'ready'}
          onClick={() => attempt(dial())}
        >
          Call
        </button>
      </td>
    </tr>
  );
}
