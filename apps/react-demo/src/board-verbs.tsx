import type { BoardAgent, SupervisorVerb } from '@callstation/core';
import type { CallSnapshot } from '@callstation/core/model';
import { useSupervisorActions, useWorkstation } from '@callstation/react';
import { Ear, MessageSquareLock, PhoneForwarded, Square, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

interface BoardVerbsProps {
  agent: BoardAgent;
  /** The supervisor's part in that agent's call; undefined without one. */
  mine: CallSnapshot | undefined;
}

/** Listening to a colleague, and from there all else; what cannot be done now says why. */
export function BoardVerbs({ agent, mine }: BoardVerbsProps) {
  const { supervisor } = useWorkstation();
  const actions = useSupervisorActions(agent);
  const { attempt } = useProblem();
  const [doing, setDoing] = useState<SupervisorVerb | null>(null);
  const mode = mine?.supervises?.mode;
  const session = mine?.id ?? agent.session?.id ?? '';
  const run = async (verb: SupervisorVerb, command: Promise<unknown>): Promise<void> => {
    setDoing(verb);
    await attempt(command);
    setDoing(null);
  };
  const button = (verb: SupervisorVerb, label: string, icon: ReactNode, command: () => Promise<unknown>) => (
    <VerdictButton
      className={mode === verb ? 'button on' : 'button'}
      verdict={actions[verb]}
      pending={doing === verb}
      title={`${label}: ${agent.name}`}
      aria-pressed={verb === 'listen' || verb === 'whisper' || verb === 'barge' ? mode === verb : undefined}
      onClick={() => void run(verb, command())}
    >
      {icon}
      {label}
    </VerdictButton>
  );
  return (
    <div className="call-bar" role="group" aria-label={`Supervise ${agent.name}`}>
      {button('listen', 'Listen', <Ear aria-hidden />, () => supervisor.listen({ agent: agent.id, session }))}
      {mine && (
        <>
          {button('whisper', 'Whisper', <MessageSquareLock aria-hidden />, () => supervisor.whisper(session))}
          {button('barge', 'Barge in', <Users aria-hidden />, () => supervisor.barge(session))}
          {button('intercept', 'Take over', <PhoneForwarded aria-hidden />, () => supervisor.intercept(session))}
          {button('stop', 'Stop', <Square aria-hidden />, () => supervisor.stop(session))}
        </>
      )}
    </div>
  );
}
