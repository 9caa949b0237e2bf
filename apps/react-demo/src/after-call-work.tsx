import { useAgent, useAgentActions, useWorkstation } from '@callstation/react';
import { minutesOf } from 'demo-kit';
import { Check, TimerReset } from 'lucide-react';

import { useProblem } from './problem.tsx';
import { useServerTime } from './use-server-time.ts';
import { VerdictButton } from './verdict-button.tsx';

const MORE_MS = 30_000;

/** The work after a call: how long it still runs, more of it, or the end of it. */
export function AfterCallWork() {
  const { agent: commands } = useWorkstation();
  const { extendWrapUp, endWrapUp } = useAgentActions();
  const { attempt } = useProblem();
  const agent = useAgent();
  const running = agent !== null && (agent.wrapUp !== undefined || agent.status === 'wrap-up');
  const now = useServerTime(running);
  if (!running) return null;
  const deadline = agent.wrapUp?.deadline ?? (agent.status === 'wrap-up' ? agent.deadline : null);
  return (
    <div className="card after-call" role="group" aria-label="After-call work">
      <strong>After-call work</strong>
      {deadline !== null && <time className="timer">{minutesOf(deadline - now)}</time>}
      <VerdictButton
        verdict={extendWrapUp}
        className="button"
        onClick={() => void attempt(commands.extendWrapUp(MORE_MS))}
      >
        <TimerReset aria-hidden />
        30 s more
      </VerdictButton>
      <VerdictButton verdict={endWrapUp} className="button" onClick={() => void attempt(commands.endWrapUp())}>
        <Check aria-hidden />
        End after-call work
      </VerdictButton>
    </div>
  );
}
