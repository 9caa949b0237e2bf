import type { AgentSnapshot, Id } from '@callstation/core/model';
import type { Identity } from './centre.ts';

/** What a supervisor may see of the centre, by skill group. */
export interface Scope {
  /** Those who see the same have the same one. */
  key: string;
  group(id: Id): boolean;
  agent(agent: Pick<AgentSnapshot, 'skillGroups'>): boolean;
  /** A call belongs to its skill group; without one, to those of its agent. */
  call(skillGroup: { id: Id } | null | undefined, agent: Pick<AgentSnapshot, 'skillGroups'>): boolean;
}

/** The scope that a token gives. */
export function scopeOf({ supervises = '*' }: Pick<Identity, 'supervises'>): Scope {
  const group = (id: Id): boolean => supervises === '*' || supervises.includes(id);
  const agent: Scope['agent'] = ({ skillGroups }) => supervises === '*' || skillGroups.some(group);
  return {
    key: JSON.stringify(supervises === '*' ? supervises : [...new Set(supervises)].sort()),
    group,
    agent,
    call: (skillGroup, of) => (skillGroup ? group(skillGroup.id) : agent(of)),
  };
}
