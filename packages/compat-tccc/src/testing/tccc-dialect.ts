import type { AgentStatus, SettableStatus } from '@callstation/core';
import type { Dialect, Ender, TraceEntry } from '@callstation/testkit';

import { STATUS_WORDS } from '../agent-status.ts';
import { createTccc } from '../create-tccc.ts';
import type { TcccEventName } from '../events.ts';
import type { TcccPayload } from '../tccc.types.ts';
import { silent } from './silent.ts';

const ENDERS: Readonly<Record<string, Ender>> = { client: 'peer', seat: 'agent', admin: 'centre', timer: 'centre' };
const STATUSES = Object.fromEntries(Object.entries(STATUS_WORDS).map(([status, word]) => [word, status]));

const HEARD: Partial<Record<TcccEventName, (fields: TcccPayload) => TraceEntry>> = {
  callIn: ({ data }) => ({ saw: 'ringing', from: String(data['callerPhoneNumber'] ?? data['peerUserId']) }),
  callOuted: () => ({ saw: 'dialing' }),
  calloutAccepted: () => ({ saw: 'connected' }),
  userAccessed: () => ({ saw: 'connected' }),
  autoTransfer: () => ({ saw: 'movedOn' }),
  transfer: () => ({ saw: 'transferred' }),
  sessionEnded: ({ closeBy }) => ({ saw: 'ended', by: ENDERS[String(closeBy)] ?? 'centre' }),
  sessionCompleted: () => ({ saw: 'cleared' }),
  statusChanged: ({ status }) => ({ saw: 'status', status: STATUSES[String(status)] as AgentStatus }),
};
/** Answers of promises only, or not at all. */
const UNSAID: readonly TraceEntry['saw'][] = ['alerting', 'held', 'resumed', 'muted', 'unmuted', 'givenBack'];

/** This dialect, for the scenarios that all of them are measured by. */
export const tcccDialect: Dialect = {
  name: 'tccc',
  express: (entry) => (UNSAID.includes(entry.saw) ? null : entry),
  open(workstation, tell) {
    const tccc = createTccc({ workstation, log: silent });
    for (const [name, entryOf] of Object.entries(HEARD)) {
      tccc.on(name as TcccEventName, (payload) => tell(entryOf(payload)));
    }
    const { Call, Agent } = tccc;
    return {
      close: () => tccc.destroy(),
      verbs: {
        dial: (phoneNumber) => Call.startOutboundCall({ phoneNumber }),
        answer: (sessionId) => Call.accept({ sessionId }),
        reject: (sessionId) => Call.hungUp({ sessionId }),
        hangup: (sessionId) => Call.hungUp({ sessionId }),
        hold: (sessionId) => Call.hold({ sessionId }),
        resume: (sessionId) => Call.unHold({ sessionId }),
        mute: (sessionId) => Call.muteMic({ sessionId }),
        unmute: (sessionId) => Call.unmuteMic({ sessionId }),
        sendDigits: (sessionId, dtmfText) => Call.sendDigits({ sessionId, dtmfText }),
        transfer: (sessionId, to) =>
          Call.transfer({ sessionId, ...('agent' in to ? { userId: to.agent } : { skillGroupId: to.skillGroup }) }),
        complete: (sessionId) => Call.deleteCall({ sessionId }),
        setStatus: (status) => Agent.setStatus(asked(status)),
      },
    };
  },
};

function asked(given: SettableStatus): { status: string; restReason?: string } {
  const status = STATUS_WORDS[given.status];
  return given.status === 'break' ? { status, restReason: given.reason } : { status };
}
