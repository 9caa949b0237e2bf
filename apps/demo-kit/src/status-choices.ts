import type { AgentSnapshot, SettableStatus } from '@callstation/core/model';
import { words } from '@callstation/core/words';

const { agentStatuses } = words('en');

/** A status to choose, under a value of its own. */
export interface StatusChoice {
  value: string;
  label: string;
  wanted: SettableStatus;
}

/** A break for that reason. */
export const pause = (reason: string, label: string): StatusChoice => ({
  value: `break ${reason}`,
  label,
  wanted: { status: 'break', reason },
});

/** What an agent can be set to. A centre that names reasons for a break takes no others. */
export function statusChoices(reasons: readonly { id: string; name: string }[] | null): readonly StatusChoice[] {
  const named = (reasons ?? []).map(({ id, name }) => pause(id, `Break: ${name}`));
  return [
    { value: 'idle', label: agentStatuses.idle, wanted: { status: 'idle' } },
    ...(reasons?.length === 0 ? [pause('break', 'Break')] : named),
    { value: 'not-ready', label: agentStatuses['not-ready'], wanted: { status: 'not-ready' } },
  ];
}

/** Which of them the agent wants to be; one of its own when it is none of them. */
export function chosenStatus(agent: AgentSnapshot | null): string {
  const wanted = agent?.wanted;
  return wanted?.status === 'break' ? pause(wanted.reason, '').value : (wanted?.status ?? 'offline');
}
