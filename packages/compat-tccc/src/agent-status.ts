import type { AgentStatus, SettableStatus, WorkstationSnapshot } from '@callstation/core';

import { wrong } from './arguments.ts';
import type { TcccAgentStatus } from './tccc.types.ts';

/** Every status of the core in the vendor's word. "Busy" is the vendor's for a call that lives. */
export const STATUS_WORDS: Readonly<Record<AgentStatus, TcccAgentStatus>> = {
  offline: 'offline',
  idle: 'free',
  busy: 'busy',
  'wrap-up': 'arrange',
  break: 'rest',
  'not-ready': 'notReady',
};

/** The agent's status now; who is not signed in, or no more, is offline. */
export function statusOf({ agent, page }: WorkstationSnapshot): TcccAgentStatus {
  const { state } = page.connection;
  const away = state === 'closed' || state === 'refused' || state === 'replaced';
  return agent === null || away ? 'offline' : STATUS_WORDS[agent.status];
}

const SETTABLE: Readonly<Record<string, Exclude<SettableStatus['status'], 'break'>>> = {
  free: 'idle',
  arrange: 'wrap-up',
  notReady: 'not-ready',
  stopNotReady: 'idle',
  online: 'idle',
  offline: 'offline',
};
const DOCUMENTED = ['free', 'rest', 'arrange', 'notReady', 'stopNotReady'];

/** What a status asked for is in the core. `warn` is told of one that is written otherwise than the documents do. */
export function settableOf(asked: string, reason: string, warn: (message: string) => void): SettableStatus {
  const name = [...Object.keys(SETTABLE), 'rest'].find((one) => one.toLowerCase() === asked.toLowerCase());
  if (name === undefined) {
    throw wrong(`status must be one of ${DOCUMENTED.join(', ')}; ${asked} is set by the centre or unknown.`, 'status');
  }
  if (name !== asked) warn(`the status ${asked} is written ${name}`);
  else if (!DOCUMENTED.includes(name)) warn(`the status ${name} has a method of its own, Agent.${name}()`);
  return name === 'rest' ? { status: 'break', reason } : { status: SETTABLE[name] ?? 'idle' };
}
