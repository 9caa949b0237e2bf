import type { SettableStatus } from '@callstation/core';
import type { Dialect, TraceEntry } from '@callstation/testkit';

import type { UdeskState } from '../agent-state.ts';
import type { CallData } from '../call-data.ts';
import { UdeskCCPaasApiClass } from '../udesk-api.ts';

const HEARD: Readonly<Record<string, (data: CallData) => TraceEntry>> = {
  Delivered: ({ CustomerInfo }) => ({ saw: 'ringing', from: CustomerInfo.Number }),
  // It comes when the far end rings, or at the latest before the next event; so it stands for the call itself.
  Originated: () => ({ saw: 'dialing' }),
  Established: () => ({ saw: 'connected' }),
  Held: () => ({ saw: 'held' }),
  Retrieved: () => ({ saw: 'resumed' }),
  Transferred: () => ({ saw: 'transferred' }),
  ConnectionCleared: () => ({ saw: 'ended' }),
};
const SAID: readonly TraceEntry['saw'][] = [
  ...(['ringing', 'dialing', 'connected', 'held', 'resumed', 'transferred'] as const),
  ...(['digits', 'refused'] as const),
];
const STATES = { busy: 'not-ready', onBreak: 'break', offline: 'offline' } as const;

function express(entry: TraceEntry): TraceEntry | null {
  // An end has no reason here, and a call that moved on is over like any other.
  if (entry.saw === 'ended' || entry.saw === 'movedOn') return { saw: 'ended' };
  // Going back to idle is only told where it was left by choice; being in a call is no state at all.
  if (entry.saw === 'status') return Object.values(STATES).some((one) => one === entry.status) ? entry : null;
  return SAID.includes(entry.saw) ? entry : null;
}

/** This dialect, for the scenarios that all of them are measured by. */
export const udeskDialect: Dialect = {
  name: 'udesk',
  express,
  async open(workstation, tell) {
    const api = new UdeskCCPaasApiClass({
      ...{ workstation, AutoConnect: false, Log: () => undefined },
      callstation: { pages: 'all', wrapUpState: 'idle' },
    });
    await api.ConnectAsync();
    for (const [name, entryOf] of Object.entries(HEARD)) api.on(name, ({ Data }) => tell(entryOf(Data as CallData)));
    api.on('AgentStateChanged', ({ Data }) => {
      const [{ CurState }] = Data as [{ CurState: UdeskState }];
      if (CurState !== 'idle') tell({ saw: 'status', status: STATES[CurState] });
    });
    return {
      close: () => api.Destroy(),
      verbs: {
        dial: (number) => api.MakeCallAsync(number),
        answer: () => api.AnswerAsync(),
        reject: (CallId) => api.HangupAsync(CallId),
        hangup: (CallId) => api.HangupAsync(CallId),
        hold: (CallId) => api.HoldAsync({ CallId }),
        resume: (CallId) => api.RecoveryAsync({ CallId }),
        mute: (CallId) => api.MuteAsync({ CallId }),
        unmute: (CallId) => api.UnmuteAsync({ CallId }),
        transfer: (CallId, to) =>
          'agent' in to
            ? api.TransferAsync({ CallId, AgentId: to.agent })
            : api.TransferQueueAsync({ CallId, QueueId: to.skillGroup }),
        setStatus: (status) =>
          status.status === 'wrap-up' ? workstation.agent.setStatus(status) : api.SetAgentStateAsync(...asked(status)),
      },
    };
  },
};

type Asked = [state: UdeskState, sub?: string];
function asked(given: SettableStatus): Asked {
  if (given.status === 'break') return ['onBreak', given.reason];
  return [given.status === 'not-ready' ? 'busy' : given.status === 'offline' ? 'offline' : 'idle'];
}
