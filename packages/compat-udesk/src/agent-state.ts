import type { AgentListing, AgentPhone, AgentSnapshot, SettableStatus, WorkstationSnapshot } from '@callstation/core';

import type { Choices } from './choices.ts';

/** The vendor's states of an agent. Its `busy` is not being ready; a call shows in the phone's state. */
export type UdeskState = 'offline' | 'idle' | 'busy' | 'onBreak';

const STATES: Readonly<Record<Exclude<SettableStatus['status'], 'wrap-up'>, UdeskState>> = {
  offline: 'offline',
  idle: 'idle',
  'not-ready': 'busy',
  break: 'onBreak',
};

/** Our status for the vendor's state. */
export const STATUSES = {
  offline: 'offline',
  idle: 'idle',
  busy: 'not-ready',
  onBreak: 'break',
} as const satisfies Record<UdeskState, SettableStatus['status']>;

export const isState = (value: unknown): value is UdeskState =>
  typeof value === 'string' && Object.hasOwn(STATUSES, value);

const named = (status: SettableStatus['status'], { wrapUpState }: Choices): UdeskState =>
  status === 'wrap-up' ? wrapUpState : STATES[status];

/** What the vendor would show of an agent, and the sub-state of a break. On a call: what they chose before it. */
export function stateOf(agent: AgentSnapshot, choices: Choices): { state: UdeskState; sub: string } {
  const chosen = agent.status === 'busy' ? agent.wanted : agent;
  if (chosen.status === 'break') return { state: 'onBreak', sub: String(agent.breakCode ?? chosen.reason) };
  return { state: named(chosen.status === 'busy' ? 'idle' : chosen.status, choices), sub: '0' };
}

/** The same of a colleague, of whom no more than a status is known: one who talks is busy. */
export function listedState({ status }: AgentListing, choices: Choices): UdeskState {
  if (status === 'busy') return 'busy';
  return Object.hasOwn(STATES, status) || status === 'wrap-up'
    ? named(status as SettableStatus['status'], choices)
    : 'offline';
}

/** The vendor's words for where calls are taken. */
export const PHONE_MODES = { voip: 'phone', cellphone: 'mobile', webrtc: 'page' } as const satisfies Record<
  string,
  AgentPhone['mode']
>;
export type UdeskMode = keyof typeof PHONE_MODES;

const MODES = { phone: 'voip', mobile: 'cellphone', page: 'webrtc' } as const;

export const modeOf = ({ phone }: AgentSnapshot): UdeskMode => MODES[phone.mode];

/** The number of the agent's phone; a page has none but who sits at it. */
export const numberOf = ({ phone, id }: AgentSnapshot): string => phone.number ?? id;

/** What the agent's phone does. */
export type ExtState = 'offline' | 'idle' | 'ringing' | 'busy';

/** The state of the agent's phone, or of the page that is one. */
export function extStateOf({ agent, sessions, page }: WorkstationSnapshot): ExtState {
  if (!agent || agent.reach === 'none' || page.connection.state !== 'ready') return 'offline';
  const live = sessions.filter(({ kind, phase }) => kind !== 'im' && phase !== 'ended');
  if (live.some(({ phase }) => phase !== 'offered')) return 'busy';
  return live.length > 0 ? 'ringing' : 'idle';
}
