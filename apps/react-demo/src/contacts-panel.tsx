import { useAgent, useWorkstation } from '@callstation/react';
import { Phone } from 'lucide-react';

import { AGENTS } from './agents.ts';
import { Avatar } from './avatar.tsx';
import { CONTACTS } from './contacts.ts';
import { useProblem } from './problem.tsx';

/** Click-to-call: the simulator's numbers and the colleagues. */
export function Contacts() {
  const workstation = useWorkstation();
  const me = useAgent();
  const { attempt } = useProblem();
  return (
    <div className="card">
      <h2>Contacts</h2>
      <ul className="rows">
        {CONTACTS.map(({ name, company, number, hint }) => (
          <Row
            key={number}
            name={name}
            detail={`${number} · ${hint}`}
            title={company}
            onCall={() => void attempt(workstation.calls.dial({ to: number }))}
          />
        ))}
      </ul>
      <h2>Colleagues</h2>
      <ul className="rows">
        {AGENTS.filter(({ id }) => id !== me?.id).map(({ id, name, role }) => (
          <Row
            key={id}
            name={name}
            detail={role}
            title={role}
            onCall={() => void attempt(workstation.calls.dial({ to: { agent: id } }))}
          />
        ))}
      </ul>
    </div>
  );
}

function Row({ name, detail, title, onCall }: { name: string; detail: string; title: string; onCall: () => void }) {
  return (
    <li className="row">
      <Avatar name={name} />
      <span className="row-text" title={title}>
        <strong>{name}</strong>
        <small>{detail}</small>
      </span>
      <button type="button" className="icon-button call" aria-label={`Call ${name}`} onClick={onCall}>
        <Phone aria-hidden />
      </button>
    </li>
  );
}
