import type { Id, Millis } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { Conversation } from '../domain/types.ts';
import type { Entry } from '../domain/ledger.types.ts';
import type { EngagementRow } from '../store/records.types.ts';
import type { Waiting } from '../routing/routing.types.ts';
import type { Agents } from './agents.ts';
import type { SkillGroupConfig } from './app-config.ts';
import { createLastAgents } from './last-agents.ts';

/** Which agent a caller is kept for. */
export interface Preference {
  /** Something was written down of a call: an agent's part may be over. */
  note(entry: Entry): void;
  /** Agents' parts of before this process, the oldest first. */
  recall(parts: readonly EngagementRow[]): void;
  /** Whom to ask first, for a caller who has just come to that group. */
  of(conversation: Conversation, group: Id): Waiting['prefer'];
}

interface PreferenceOptions {
  clock: Clock;
  agents: Pick<Agents, 'find'>;
  groupOf(app: Id, group: Id): SkillGroupConfig | undefined;
}

/** How long a caller waits for an agent a look-up named, where the group says nothing of that. Milliseconds. */
const PREFERRED_WAIT_MS = 15_000;

/** Makes the {@link Preference} of all apps: who talked to them last, where the group wants that. */
export function createPreference({ clock, agents, groupOf }: PreferenceOptions): Preference {
  const last = createLastAgents();
  const isThere = (app: Id, agent: Id, group: Id): boolean => {
    const snapshot = agents.find(app, agent)?.snapshot;
    if (snapshot === undefined || snapshot.reach === 'none') return false;
    return snapshot.wanted.status === 'idle' && snapshot.skillGroups.includes(group);
  };
  const recall: Preference['recall'] = (parts) => {
    for (const { app, agent, peer, answeredAt, endedAt } of parts) {
      if (answeredAt === null || endedAt === null || peer.role !== 'customer' || peer.number === undefined) continue;
      last.note(app, peer.number, agent, endedAt);
    }
  };
  return {
    note: ({ engagements }) => recall(engagements),
    recall,
    of({ terms, customer, engagements, prefers }, group) {
      const rule = groupOf(terms.app, group)?.preferLastAgent;
      if (prefers !== null && engagements === 0 && isThere(terms.app, prefers, group))
        return { agent: prefers, until: clock.now() + (rule?.waitMs ?? PREFERRED_WAIT_MS) };
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
