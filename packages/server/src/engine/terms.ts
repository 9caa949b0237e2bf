import type { Terms } from '../domain/types.ts';
import type { AppConfig, CentreLimits, SkillGroupConfig } from './app-config.ts';

/** How long an agent is rung by another agent. */
const INTERNAL_RING_MS = 30_000;

/** What a conversation of that app and group goes by. */
export function termsOf(app: AppConfig, group: SkillGroupConfig | null, limits: CentreLimits): Terms {
  return {
    app: app.id,
    skillGroup: group === null ? null : { id: group.id, name: group.name },
    ringTimeoutMs: group?.ringTimeoutMs ?? INTERNAL_RING_MS,
    wrapUpMs: group === null ? 0 : group.wrapUpMs,
    dialTimeoutMs: limits.dialTimeoutMs,
    orphanAfterMs: limits.orphanAfterMs,
    avoidMs: limits.avoidMs,
  };
}
