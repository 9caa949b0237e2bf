import type { AgentSnapshot } from '@callstation/core/model';

/** Why nothing is offered now; null when calls come. */
export function pauseOf(agent: AgentSnapshot): { title: string; why: string } | null {
  if (agent.status === 'wrap-up') return { title: 'After-call work', why: 'Calls come again once it is over.' };
  if (agent.status === 'break') return { title: 'On a break', why: 'No calls come until you are ready again.' };
  if (agent.status === 'offline') return { title: 'Offline', why: 'No calls come until you are ready.' };
  if (agent.status !== 'not-ready') return null;
  const missed = 'You missed a call, so no more of them come until you are ready again.';
  return { title: 'Not ready', why: agent.why === 'noAnswer' ? missed : 'No calls come until you are ready again.' };
}
