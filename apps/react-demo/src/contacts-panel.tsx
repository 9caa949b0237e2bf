import type { DialRequest } from '@callstation/core';
import type { Verdict } from '@callstation/core/model';
import { useAgent, useAgentActions } from '@callstation/react';
import { AGENTS, CONTACTS } from 'demo-kit';
import { Phone, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';

import { Avatar } from './avatar.tsx';
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
        {CONTACTS.map(({ name, company, number, hint, record }) => (
          <Row
            key={number}
            name={name}
            detail={`${number} · ${hint}`}
            title={company}
            request={{ to: number, userData: record }}
            verdict={verdicts.dial}
          />
        ))}
      </ul>
      <h2>Colleagues</h2>
      <ul className="rows">
        {AGENTS.filter(({ id }) => id !== me?.id).map(({ id, name, role, mobile }) => (
          <Row
            key={id}
            name={name}
            detail={role}
            title={role}
            request={{ to: { agent: id } }}
            verdict={verdicts.dialAgent}
          >
            {mobile && <MobileButton id={id} name={name} verdict={verdicts.dialAgent} />}
          </Row>
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  name: string;
  detail: string;
  title: string;
  /** A record's id goes along, and comes back with every event of the call. */
  request: DialRequest;
  verdict: Verdict;
  children?: ReactNode;
}

function Row({ name, detail, title, request, verdict, children }: RowProps) {
  const { attempt } = useProblem();
  const dial = useDial();
  return (
    <li className="row">
      <Avatar name={name} />
      <span className="row-text" title={title}>
        <strong>{name}</strong>
        <small>{detail}</small>
      </span>
      {children}
      <VerdictButton
        verdict={verdict}
        className="icon-button call"
        aria-label={`Call ${name}`}
        onClick={() => void attempt(dial(request, name))}
      >
        <Phone aria-hidden />
      </VerdictButton>
    </li>
  );
}

/** Calls a colleague who is not at the desk. */
function MobileButton({ id, name, verdict }: { id: string; name: string; verdict: Verdict }) {
  const { attempt } = useProblem();
  const dial = useDial();
  return (
    <VerdictButton
      verdict={verdict}
      className="icon-button call"
      aria-label={`Call ${name}, mobile`}
      title="Mobile"
      onClick={() => void attempt(dial({ to: { agent: id, useMobile: true } }, name))}
    >
      <Smartphone aria-hidden />
    </VerdictButton>
  );
}
