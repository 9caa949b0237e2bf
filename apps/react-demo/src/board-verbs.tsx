import type { BoardAgent, SettableStatus, SupervisorVerb } from '@callstation/core';
import { useCalls, useSupervisorActions, useWorkstation } from '@callstation/react';
import { Ear, LogOut, MessageSquareLock, PhoneForwarded, Square, Users } from 'lucide-react';
import type { ReactNode } from 'react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

const STATUSES: readonly { label: string; status: SettableStatus }[] = [
  { label: 'Ready', status: { status: 'idle' } },
  { label: 'Break', status: { status: 'break', reason: 'break' } },
  { label: 'Not ready', status: { status: 'not-ready' } },
];

/** What a supervisor can do about one colleague; what cannot be done now says why. */
export function BoardVerbs({ agent }: { agent: BoardAgent }) {
  const { supervisor } = useWorkstation();
  const actions = useSupervisorActions(agent);
  const { attempt } = useProblem();
  const mine = useCalls().find(
    ({ role, peer, phase }) => role === 'supervisor' && phase !== 'ended' && peer.agentId === agent.id,
  );
  const mode = mine?.supervises?.mode;
  const button = (verb: SupervisorVerb, label: string, icon: ReactNode, run: () => Promise<unknown>) => (
    <VerdictButton
      className={mode === verb ? 'button on' : 'button'}
      verdict={actions[verb]}
      title={`${label}: ${agent.name}`}
      aria-pressed={verb === 'listen' || verb === 'whisper' || verb === 'barge' ? mode === verb : undefined}
      onClick={() => void attempt(run())}
    >
      {icon}
      {label}
    </VerdictButton>
  );
  const session = mine?.id ?? agent.session?.id ?? '';
  return (
    <div className="call-bar board-verbs" role="group" aria-label={`Supervise ${agent.name}`}>
      {button('listen', 'Listen', <Ear aria-hidden />, () => supervisor.listen({ agent: agent.id, session }))}
      {button('whisper', 'Whisper', <MessageSquareLock aria-hidden />, () => supervisor.whisper(session))}
      {button('barge', 'Barge in', <Users aria-hidden />, () => supervisor.barge(session))}
      {button('intercept', 'Take over', <PhoneForwarded aria-hidden />, () => supervisor.intercept(session))}
      {button('stop', 'Stop', <Square aria-hidden />, () => supervisor.stop(session))}
      <select
        aria-label={`Set the status of ${agent.name}`}
        value=""
        disabled={!actions.setAgentStatus.allowed}
        onChange={({ target }) => {
          const choice = STATUSES[Number(target.value)];
          if (choice) void attempt(supervisor.setStatus(agent.id, choice.status));
        }}
      >
        <option value="" disabled>
          Set status
        </option>
        {STATUSES.map(({ label }, i) => (
          <option key={label} value={i}>
            {label}
          </option>
        ))}
      </select>
      {button('logoutAgent', 'Log out', <LogOut aria-hidden />, () => supervisor.logout(agent.id))}
    </div>
  );
}
