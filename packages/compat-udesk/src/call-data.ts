import type { AgentSnapshot, CallSnapshot } from '@callstation/core';

import { numberOf } from './agent-state.ts';
import { authorityOf, type CallAuthority } from './authority.ts';
import type { Choices } from './choices.ts';
import type { Desk } from './desk.ts';

/** Somebody in a call. The vendor writes `Number` in some events and `TelNumber` in others. */
export interface PartyInfo {
  Number: string;
  TelNumber: string;
  City: string;
}

/** `Data` of the eight call events, and what pages in the field read of it. */
export interface CallData {
  CallID: string;
  CallId: string;
  AgentInfo: PartyInfo;
  CustomerInfo: PartyInfo;
  CallerInfo: PartyInfo;
  CalledInfo: PartyInfo;
  FromQueue: string;
  DisplayNum: string;
  WorkFlow: string;
  CallAuthority: CallAuthority;
  CallType: string;
}

/** `Data` of `AdvancedCallStatusChanged`. */
export interface AdvancedData extends Omit<CallData, 'FromQueue' | 'DisplayNum'> {
  AdvancedCallStatus: string;
  CallDirection: string;
  CallEvent: string;
  ChannelUUID: string;
  DisplayInfo: PartyInfo;
}

const info = (number = '', city = ''): PartyInfo => ({ Number: number, TelNumber: number, City: city });

export const customerOf = ({ peer }: CallSnapshot): PartyInfo => info(peer.number ?? peer.agentId, peer.location);

/** A phone is where its number is at home; who sits at a page, where the centre's number of that call is. */
export function agentInfo(agent: AgentSnapshot, { context }: CallSnapshot): PartyInfo {
  const city = agent.phone.mode === 'page' ? context.displayLocation : agent.phoneLocation;
  return info(numberOf(agent), city);
}

export const directionOf = ({ direction }: CallSnapshot): 'Inbound' | 'Outbound' =>
  direction === 'in' ? 'Inbound' : 'Outbound';

/** `out_callback`: the agent's own phone is called first. */
export function workFlowOf({ context, direction }: CallSnapshot, agent: AgentSnapshot): string {
  if (context.flow === 'auto') return 'out_auto';
  if (context.flow === 'in') return 'in';
  // Who gets the call from a colleague did not make it.
  const atPhone = direction === 'out' && agent.phone.mode !== 'page';
  return context.flow === 'callback' || atPhone ? 'out_callback' : 'out_direct';
}

export function callTypeOf(call: CallSnapshot, agent: AgentSnapshot, { callTypes }: Choices): string {
  if (call.role === 'supervisor') return callTypes.supervise;
  if (call.phase === 'active' && call.others.length > 0) return callTypes.threeWay;
  const asking = call.phase === 'active' && call.consult.state !== 'none' && call.consult.mode === 'consult';
  if (call.role === 'consulted' || asking) return callTypes.consult;
  if (call.kind === 'internal') return callTypes.internal;
  if (workFlowOf(call, agent) === 'out_callback') return callTypes.callback;
  return call.direction === 'in' ? callTypes.inbound : callTypes.outbound;
}

/** `AdvancedCallStatus`: where a call stands, mostly in the names of events. */
export function advancedStatusOf(call: CallSnapshot, { statuses }: Choices): string {
  switch (call.phase) {
    case 'offered':
    case 'connecting':
      return 'Delivered';
    case 'dialing':
    case 'alerting':
      return 'Originated';
    case 'ended':
      return call.end.reason === 'transferred' ? 'Transferred' : 'ConnectionCleared';
    case 'active':
      if (call.supervises) return statuses[call.supervises.mode];
      if (call.consult.state !== 'none') return statuses.consulting;
      if (call.others.length > 0) return 'Conferenced';
      return call.hold === 'held' ? 'Held' : 'Established';
  }
}

/** `Data` of an event of that call. */
export function callData({ seat, settings }: Desk, call: CallSnapshot, agent: AgentSnapshot): CallData {
  const { context } = call;
  const [customer, own] = [customerOf(call), agentInfo(agent, call)];
  const incoming = call.direction === 'in';
  return {
    CallID: call.id,
    CallId: call.id,
    AgentInfo: own,
    CustomerInfo: customer,
    CallerInfo: incoming ? customer : own,
    CalledInfo: incoming ? own : customer,
    FromQueue: context.skillGroup?.[settings.choices.fromQueue] ?? '',
    DisplayNum: call.context.displayNumber ?? '',
    WorkFlow: workFlowOf(call, agent),
    CallAuthority: authorityOf(call, seat.calls.actions(call.id)),
    CallType: callTypeOf(call, agent, settings.choices),
  };
}

/** `Data` of `AdvancedCallStatusChanged`, for the event it comes with. */
export function advancedData(desk: Desk, call: CallSnapshot, agent: AgentSnapshot, event?: string): AdvancedData {
  const { FromQueue: _, DisplayNum, ...data } = callData(desk, call, agent);
  const status = advancedStatusOf(call, desk.settings.choices);
  return {
    ...data,
    AdvancedCallStatus: status,
    CallDirection: directionOf(call),
    CallEvent: event ?? status,
    ChannelUUID: call.engagementId,
    DisplayInfo: info(DisplayNum, call.context.displayLocation),
  };
}
