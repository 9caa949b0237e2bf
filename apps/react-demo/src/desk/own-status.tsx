import { words } from '@callstation/core/words';
import { useAgent, useWorkstation } from '@callstation/react';

import type { Attempt } from './attempt.types.ts';
import { Switch } from './switch.tsx';

const { agentStatuses } = words('en');

/** What the agent is, in the header of the page, and whether they take calls. */
export function OwnStatus({ attempt }: { attempt: Attempt }) {
  const workstation = useWorkstation();
  const agent = useAgent();
  return (
    <div className="own-status">
      <span role="status">{agentStatuses[agent?.status ?? 'offline']}</span>
      <Switch
        label="Take calls"
        on={agent?.wanted.status === 'idle'}
        set={(on) => attempt(workstation.agent.setStatus(on ? 'idle' : 'not-ready'))}
      />
    </div>
  );
}
