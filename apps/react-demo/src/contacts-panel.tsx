import type { DialRequest } from '@callstation/core';
import type { Verdict } from '@callstation/core/model';
import { useAgent, useAgentActions } from '@callstation/react';
import { Phone } from 'lucide-react';

import { AGENTS } from './agents.ts';
import { Avatar } from './avatar.tsx';
import { CONTACTS } from './contacts.ts';
import { useProblem } from './problem.tsx';
import { useDial } from './use-dial.ts';
import { VerdictButton } from './verdict-button.tsx';

/** Click-to-call: the simulator's numbers and the colleagues. */
export function Contacts() {
  const me = useAgent();
  const verdicts = useAgentActions();
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
            to={number}
            verdict={verdicts.dial}
          />
        ))}
      </ul>
      <h2>Colleagues</h2>
      <ul className="rows">
        {AGENTS.filter(({ id }) => id !== me?.id).map(({ id, name, role }) => (
          <Row key={id} name={name} detail={role} title={role} to={{ agent: id }} verdict={verdicts.dialAgent} />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  name: string;
  detail: string;
  title: string;
  to: DialRequest['to'];
  verdict: Verdict;
}

function Row({ name, detail, title, to, verdict }: RowProps) {
  const { attempt } = useProblem();
  const dial = useDial();
  return (
    <li className="row">
      <Avatar name={name} />
      <span className="row-text" title={title}>
        <strong>{name}</strong>
        <small>{detail}</small>
      </span>
      <VerdictButton
        verdict={verdict}
        className="icon-button call"
        aria-label={`Call ${name}`}
        onClick={() => void attempt(dial(to, name))}
      >
        <Phone aria-hidden />
      </VerdictButton>
    </li>
  );
}
