import type { AgentListing, SkillGroupListing } from '@callstation/core';

import { isState, listedState } from '../agent-state.ts';
import { asText, optional, present } from '../args.ts';
import type { Choices } from '../choices.ts';
import type { Desk } from '../desk.ts';
import { UdeskError } from '../envelope.ts';
import { wrapUpSeconds } from './agent.ts';

/** The nodes of a menu that a call can be sent to; written in small letters, as the vendor does. */
export async function ivrNodes({ seat, warn }: Desk, id: unknown): Promise<{ id: string; name: string }[]> {
  const nodes = await seat.directory.ivr(present(asText(id, 'id', warn), 'id'));
  return nodes.map((node) => ({ id: node.id, name: node.name }));
}

/** A queue; `Timeout` in seconds. */
export interface QueueListing {
  Name: string;
  QueueId: string;
  Strategy: number;
  Timeout: number;
}

/** Every queue, with how it is worked. */
export async function queues({ seat, settings }: Desk): Promise<QueueListing[]> {
  const groups = await seat.directory.skillGroups();
  return groups.map((group) => queueOf(group, settings.choices));
}

function queueOf(group: SkillGroupListing, { strategyNumbers, queueTimeout }: Choices): QueueListing {
  const { id, name, strategy = '', maxWaitMs = 0, ringTimeoutMs = 0 } = group;
  return {
    Name: name,
    QueueId: id,
    Strategy: isStrategy(strategy, strategyNumbers) ? strategyNumbers[strategy] : 0,
    Timeout: Math.round((queueTimeout === 'wait' ? maxWaitMs : ringTimeoutMs) / 1000),
  };
}

const isStrategy = <K extends string>(name: string, of: Readonly<Record<K, number>>): name is K =>
  Object.hasOwn(of, name);

/** A colleague. */
export interface OtherAgent {
  AgentId: string;
  AppId: string;
  Email: string;
  Enable: boolean;
  ExtState: number;
  ExtenInfos: null;
  /** Their desk phone, of which only who supervises them is told. */
  Extensions: string[] | null;
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
  const byId = new Map(groups.map((group) => [group.id, group]));
  const me = seat.getSnapshot().agent?.id;
  return agents
    .filter((one) => one.id !== me && (state === undefined || listedState(one, settings.choices) === state))
    .map((agent) => listed(agent, byId, settings));
}

function listed(
  agent: AgentListing,
  groups: ReadonlyMap<string, SkillGroupListing>,
  { appId, choices }: Desk['settings'],
): OtherAgent {
  const ext = agent.reach === 'none' ? 'offline' : agent.status === 'busy' ? 'busy' : 'idle';
  const queues = agent.skillGroups ?? [];
  return {
    AgentId: agent.id,
    AppId: appId,
    Email: agent.email ?? '',
    Enable: true,
    ExtState: choices.extStateNumbers[ext],
    ExtenInfos: null,
    Extensions: agent.phone === undefined ? null : [agent.phone],
    Mobile: agent.mobile ?? '',
    Name: agent.name,
    Queues: queues,
    QueuesNames: queues.map((id) => groups.get(id)?.name ?? id),
    Role: agent.role ?? 'agent',
    State: choices.stateNumbers[listedState(agent, choices)],
    WorkId: agent.workId ?? '',
    WrapUpTime: wrapUpSeconds(groups.get(queues[0] ?? '')),
  };
}
