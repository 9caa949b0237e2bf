import type { Id, Millis } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { Conversation } from '../domain/types.ts';
import type { Waiting } from '../routing/routing.types.ts';
import type { SessionRecord } from '../store/record-log.ts';
import type { Agents } from './agents.ts';
import type { SkillGroupConfig } from './app-config.ts';
import { createLastAgents } from './last-agents.ts';

/** Which agent a caller is kept for. */
export interface Preference {
  /** Somebody's part of a call is over. */
  note(record: SessionRecord): void;
  /** Whom to ask first, for a caller who has just come to that group. */
  of(conversation: Conversation, group: Id): Waiting['prefer'];
}

interface PreferenceOptions {
  clock: Clock;
  agents: Pick<Agents, 'find'>;
  groupOf(app: Id, group: Id): SkillGroupConfig | undefined;
}

/** Makes the {@link Preference} of all apps: who talked to them last, where the group wants that. */
export function createPreference({ clock, agents, groupOf }: PreferenceOptions): Preference {
  const last = createLastAgents();
  const isThere = (app: Id, agent: Id, group: Id): boolean => {
    const snapshot = agents.find(app, agent)?.snapshot;
    if (snapshot === undefined || snapshot.reach === 'none') return false;
    return snapshot.wanted.status === 'idle' && snapshot.skillGroups.includes(group);
  };
  return {
    note({ app, agent, peer, answeredAt, endedAt }) {
      if (agent === null || answeredAt === null || peer.role !== 'customer' || peer.number === undefined) return;
      last.note(app, peer.number, agent, endedAt);
    },
    of({ terms, customer, engagements }, group) {
      const rule = groupOf(terms.app, group)?.preferLastAgent;
      const number = customer?.party.number;
      if (rule === undefined || number === undefined || engagements > 0) return undefined;
      const now: Millis = clock.now();
      const agent = last.since(terms.app, number, now - rule.withinMs);
      // Nobody waits for who is not at work.
      if (agent === null || !isThere(terms.app, agent, group)) return undefined;
      return { agent, until: now + rule.waitMs };
    },
  };
}
