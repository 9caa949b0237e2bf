import type { WorkstationSnapshot } from '../client/workstation.types.ts';
import type { CallSnapshot } from '../model/index.ts';

/**
 * The call the agent is busy with, as the snapshot's `currentCallId` names it; null where there is none.
 *
 * @example
 * const call = currentCall(workstation.getSnapshot());
 * if (call) await workstation.calls.hangup(call.id);
 */
export function currentCall({ sessions, currentCallId }: WorkstationSnapshot): CallSnapshot | null {
  const found = sessions.find(({ id }) => id === currentCallId);
  return found && found.kind !== 'im' ? found : null;
}
