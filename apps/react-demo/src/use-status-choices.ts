import type { SettableStatus } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { useDirectory } from '@callstation/react';

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
export function useStatusChoices(): readonly StatusChoice[] {
  const { data } = useDirectory((directory) => directory.breakReasons());
  const named = (data ?? []).map(({ id, name }) => pause(id, `Break: ${name}`));
  return [
    { value: 'idle', label: agentStatuses.idle, wanted: { status: 'idle' } },
    ...(data?.length === 0 ? [pause('break', 'Break')] : named),
    { value: 'not-ready', label: agentStatuses['not-ready'], wanted: { status: 'not-ready' } },
  ];
}
