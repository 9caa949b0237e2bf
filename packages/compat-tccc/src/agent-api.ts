import { CallstationError, type SettableStatus } from '@callstation/core';

import { settableOf, statusOf } from './agent-status.ts';
import { optionalText, optionsOf, text } from './arguments.ts';
import { seatOf, success, type TcccContext } from './context.ts';
import { settled } from './failure.ts';
import type { TcccAgent } from './tccc.types.ts';

/** `tccc.Agent`. */
export function createAgentApi(context: TcccContext): TcccAgent {
  const { saying, inferred } = context;
  const set = (status: SettableStatus): Promise<void> => {
    const { agent, getSnapshot } = seatOf(context);
    if (inferred.refuseStatusInCall && getSnapshot().agent?.status === 'busy') {
      throw new CallstationError('invalidState', 'The status cannot be changed during a call.');
    }
    return agent.setStatus(status);
  };
  /** Nobody gets a promise, so nobody could hear of a failure. */
  const silently = (method: string, status: 'idle' | 'offline'): void => {
    settled(() => set({ status })).catch((error: unknown) => saying.failed(`${method} failed`, error));
  };
  return {
    online: () => silently('Agent.online()', 'idle'),
    offline: () => silently('Agent.offline()', 'offline'),
    setStatus: (given) =>
      settled(async () => {
        const options = optionsOf(given);
        const reason = optionalText(options, 'restReason') ?? inferred.restReason;
        await set(settableOf(text(options, 'status'), reason, saying.lenient));
        return success({});
      }),
    getStatus: () => {
      const workstation = context.workstation();
      return workstation ? statusOf(workstation.getSnapshot()) : 'offline';
    },
  };
}
