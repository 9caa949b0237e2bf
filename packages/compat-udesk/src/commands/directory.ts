import type { AgentListing } from '@callstation/core';

import { isState, listedState } from '../agent-state.ts';
import { asText, optional, present } from '../args.ts';
import type { Desk } from '../desk.ts';
import { UdeskError } from '../envelope.ts';

/** The nodes of a menu that a call can be sent to; written in small letters, as the vendor does. */
export async function ivrNodes({ seat, warn }: Desk, id: unknown): Promise<{ id: string; name: string }[]> {
  const nodes = await seat.directory.ivr(present(asText(id, 'id', warn), 'id'));
  return nodes.map((node) => ({ id: node.id, name: node.name }));
}

/** A queue. */
export interface QueueListing {
  Name: string;
  QueueId: string;
  Strategy: number;
  Timeout: number;
}

/** Every queue. How each is worked is the centre's own matter: `Strategy` and `Timeout` are 0. */
export async function queues({ seat }: Desk): Promise<QueueListing[]> {
  const groups = await seat.directory.skillGroups();
  return groups.map(({ id, name }) => ({ Name: name, QueueId: id, Strategy: 0, Timeout: 0 }));
}

/** A colleague. */
export interface OtherAgent {
  AgentId: string;
  AppId: string;
  Email: string;
  Enable: boolean;
  ExtState: number;
  ExtenInfos: null;
  Extensions: null;
  Mobile: string;
  Name: string;
  Queues: string[];
  QueuesNames: string[];
  Role: string;
  State: number;
  WorkId: string;
  WrapUpTime: number;
}

/** Colleagues, all or those in one state. */
export async function otherAgents(desk: Desk, options: unknown): Promise<OtherAgent[]> {
  const { seat, warn, settings } = desk;
  const state = optional(options, 'State', warn);
  if (state !== undefined && !isState(state)) {
    throw new UdeskError('000001', 'State is one of idle, busy, onBreak, offline.');
  }
  const [agents, groups] = await Promise.all([seat.directory.agents(), seat.directory.skillGroups()]);
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const me = seat.getSnapshot().agent?.id;
  return agents
    .filter((one) => one.id !== me && (state === undefined || listedState(one, settings.choices) === state))
    .map((agent) => listed(agent, names, settings));
}

function listed(
  agent: AgentListing,
  names: ReadonlyMap<string, string>,
  { appId, choices }: Desk['settings'],
): OtherAgent {
  const ext = agent.reach === 'none' ? 'offline' : agent.status === 'busy' ? 'busy' : 'idle';
  const queues = agent.skillGroups ?? [];
  return {
    AgentId: agent.id,
    AppId: appId,
    Email: '',
    Enable: true,
    ExtState: choices.extStateNumbers[ext],
    ExtenInfos: null,
    Extensions: null,
    Mobile: '',
    Name: agent.name,
    Queues: queues,
    QueuesNames: queues.map((id) => names.get(id) ?? id),
    Role: 'agent',
    State: choices.stateNumbers[listedState(agent, choices)],
    WorkId: '',
    WrapUpTime: 0,
  };
}
