import type { BoardAgent } from '@callstation/core';
import type { Verdict } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { useSupervisorActions, useWorkstation } from '@callstation/react';
import type { StatusChoice } from 'demo-kit';
import { LogOut } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

const { blockReasons } = words('en');
const SIGN_OUT = 'sign-out';

/** Sets a colleague's status or signs them out, both only once it is confirmed. */
export function BoardStatus({ agent, choices }: { agent: BoardAgent; choices: readonly StatusChoice[] }) {
  const { supervisor } = useWorkstation();
  const { setAgentStatus, logoutAgent } = useSupervisorActions(agent);
  const [asked, setAsked] = useState<StatusChoice | typeof SIGN_OUT | null>(null);
  const area = useRef<HTMLDivElement>(null);
  /** The focus goes back to what was pressed. */
  const close = (): void => {
    const opener = asked === SIGN_OUT ? 'button' : 'select';
    setAsked(null);
    queueMicrotask(() => area.current?.querySelector<HTMLElement>(opener)?.focus());
  };
  const { name, id } = agent;
  return (
    <div className="board-status" ref={area}>
      {asked === null ? (
        <>
          <select
            aria-label={`Set the status of ${name}`}
            value=""
            disabled={!setAgentStatus.allowed}
            title={whyNot(setAgentStatus)}
            onChange={({ target }) => setAsked(choices.find(({ value }) => value === target.value) ?? null)}
          >
            <option value="" disabled>
              Set status
            </option>
            {choices.map(({ label, value }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <VerdictButton
            verdict={logoutAgent}
            className="icon-button"
            aria-label={`Sign out ${name}`}
            title={`Sign out ${name}`}
            onClick={() => setAsked(SIGN_OUT)}
          >
            <LogOut aria-hidden />
          </VerdictButton>
        </>
      ) : (
        <Confirm
          question={
            asked === SIGN_OUT
              ? `Sign out ${name}? No calls come until they sign in again.`
              : `Set ${name} to “${asked.label}”?`
          }
          label={asked === SIGN_OUT ? 'Yes, sign out' : 'Yes, set it'}
          verdict={asked === SIGN_OUT ? logoutAgent : setAgentStatus}
          run={() => (asked === SIGN_OUT ? supervisor.logout(id) : supervisor.setStatus(id, asked.wanted))}
          onClose={close}
        />
      )}
    </div>
  );
}

const whyNot = (verdict: Verdict): string | undefined => (verdict.allowed ? undefined : blockReasons[verdict.reason]);

interface ConfirmProps {
  question: string;
  label: string;
  verdict: Verdict;
  run: () => Promise<unknown>;
  onClose: () => void;
}

/** A question with two answers, in the place of what was pressed. Escape is no. */
function Confirm({ question, label, verdict, run, onClose }: ConfirmProps) {
  const { attempt } = useProblem();
  const [busy, setBusy] = useState(false);
  const no = useRef<HTMLButtonElement>(null);
  // Enter pressed once too often must not confirm.
  useEffect(() => no.current?.focus(), []);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    await attempt(run());
    onClose();
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') onClose();
  };
  return (
    <div className="confirm" role="group" aria-label={question} onKeyDown={onKeyDown}>
      <span>{question}</span>
      <VerdictButton verdict={verdict} className="button negative" pending={busy} onClick={() => void confirm()}>
        {label}
      </VerdictButton>
      <button type="button" className="button" ref={no} onClick={onClose}>
        Cancel
      </button>
    </div>
  );
}
