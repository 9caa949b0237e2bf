import type { AgentSnapshot, Id } from '@callstation/core/model';
import { isEligible } from '@callstation/core/model';
import type { Standing } from '../routing/routing.types.ts';
import type { AppConfig, GroupMember, SkillGroupConfig } from './app-config.ts';

/** What is known of the members of a group, made once for each state of its configuration. */
const known = new WeakMap<readonly (Id | GroupMember)[], ReadonlyMap<Id, GroupMember>>();

/** How that agent belongs to the group; null for who does not. */
export function memberOf({ members }: SkillGroupConfig, agent: Id): GroupMember | null {
  if (members === '*') return { agent };
  let byId = known.get(members);
  if (byId === undefined) {
    byId = new Map(members.map((one) => (typeof one === 'string' ? [one, { agent: one }] : [one.agent, one])));
    known.set(members, byId);
  }
  return byId.get(agent) ?? null;
}

/** The skill groups an agent is a member of. */
export function groupsOf(app: AppConfig, agent: Id): Id[] {
  return app.skillGroups.filter((group) => memberOf(group, agent) !== null).map(({ id }) => id);
}

/** An agent as routing sees them: free when they may be offered a call and nothing is on its way to them. */
export function standingOf(app: AppConfig, snapshot: AgentSnapshot, reserved: boolean): Standing {
  const { id: agent, since, skillGroups } = snapshot;
  const memberships = app.skillGroups.flatMap((group) => {
    if (!skillGroups.includes(group.id)) return [];
    const { level = 1, order = 0 } = memberOf(group, agent) ?? {};
    return [{ group: group.id, level, order }];
  });
  return { agent, free: !reserved && isEligible(snapshot, 'voice'), since, memberships };
}
