import type { AgentStatus } from '@callstation/core';
import { settle, type Dialect, type TraceEntry } from '@callstation/testkit';

import type { CallDetail, CallStatus } from '../call-status.ts';
import { Sdk } from '../sdk.ts';
import { SEAT_STATUS } from '../seat-status.ts';

const CALLS: Readonly<Record<CallStatus, (call: CallDetail, incoming: boolean) => TraceEntry>> = {
  1: () => ({ saw: 'dialing' }),
  2: ({ calledNumber }, incoming) => (incoming ? { saw: 'ringing', from: calledNumber } : { saw: 'alerting' }),
  3: () => ({ saw: 'connected' }),
  4: () => ({ saw: 'ended' }),
  5: () => ({ saw: 'ended' }),
};
const STATUSES = new Map<number, AgentStatus>(
  Object.entries(SEAT_STATUS).map(([name, to]) => [to, name as AgentStatus]),
);
const SAID: readonly TraceEntry['saw'][] = ['ringing', 'dialing', 'alerting', 'connected', 'digits', 'refused'];

function express(entry: TraceEntry): TraceEntry | null {
  if (entry.saw === 'ended' || entry.saw === 'movedOn') return { saw: 'ended' };
  // Being in a call is no status, so that leaving one is none either.
  if (entry.saw === 'status') return entry.status === 'busy' || entry.status === 'idle' ? null : entry;
  return SAID.includes(entry.saw) ? entry : null;
}

/** This dialect, for the scenarios that all of them are measured by. It has two verbs; the rest is done at the panel. */
export const ccsdkDialect: Dialect = {
  name: 'ccsdk',
  express,
  async open(workstation, tell) {
    const sdk = new Sdk();
    let listening = false;
    // A scenario has calls of both directions; only the number tells them apart.
    const incoming = (): boolean => workstation.getSnapshot().sessions.at(-1)?.direction === 'in';
    const outlet: Parameters<Sdk['attach']>[0] = {
      show: () => undefined,
      tell(name, payload) {
        if (!listening) return;
        if (name === 'onCall') {
          const call = payload as CallDetail;
          tell(CALLS[call.callStatus](call, incoming()));
        }
        const status = name === 'onSeatStatus' ? STATUSES.get(payload as number) : undefined;
        if (status !== undefined && status !== 'idle') tell({ saw: 'status', status });
      },
    };
    sdk.attach(outlet);
    sdk.register({ token: 'Bearer abc', workstation, callstation: { pages: 'all' } });
    await settle();
    listening = true;
    return {
      close: () => {
        listening = false;
        sdk.detach(outlet);
      },
      verbs: {
        dial: (phone) => sdk.callPhone({ phone }),
        hangup: () => sdk.hangupCall(undefined),
        reject: () => sdk.hangupCall(undefined),
      },
    };
  },
};
