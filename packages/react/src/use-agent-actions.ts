import type { AgentActionMap } from '@callstation/core';

import { useSelector } from './use-selector.ts';
import { useWorkstation } from './use-workstation.ts';

/**
 * Which of the agent's own verbs are legal now, and why not: dialling, phone, caller number, after-call work. The commands
 * are those of `useWorkstation()`.
 *
 * @example
 * const { agent } = useWorkstation();
 * const { endWrapUp } = useAgentActions();
 * return <button onClick={() => agent.endWrapUp()} disabled={!endWrapUp.allowed}>Done</button>;
 */
export function useAgentActions(): AgentActionMap {
  const workstation = useWorkstation();
  return useSelector(() => workstation.agent.actions());
}
