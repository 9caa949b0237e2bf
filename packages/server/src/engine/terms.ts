import type { Id } from '@callstation/core/model';
import type { Terms } from '../domain/types.ts';
import { type Line, recordingOf } from './recording-rule.ts';
import type { AppConfig, CentreLimits, SkillGroupConfig } from './app-config.ts';
import { queueTerms } from './queue-terms.ts';

/** How long an agent is rung by another agent. */
const INTERNAL_RING_MS = 30_000;

/** The skill group of that id, if the app has it. */
export function groupOf(app: AppConfig, id: Id): SkillGroupConfig | undefined {
  return app.skillGroups.find((group) => group.id === id);
}

/** Whether calls of that group come up at that agent by themselves; what is said of the agent goes before. */
export function isAutoAnswered(app: AppConfig, group: Id, agent: Id): boolean {
  const own = app.agents?.find(({ id }) => id === agent)?.autoAnswer;
  return own ?? groupOf(app, group)?.autoAnswer ?? false;
}

/** What a conversation of that app and group goes by. */
export function termsOf(
  app: AppConfig,
  group: SkillGroupConfig | null,
  limits: CentreLimits,
  line: Line = { direction: 'in' },
): Terms {
  const queue = group === null ? undefined : queueTerms(group);
  return {
    app: app.id,
    skillGroup: group === null ? null : { id: group.id, name: group.name },
    ringTimeoutMs: group?.ringTimeoutMs ?? INTERNAL_RING_MS,
    wrapUpMs: group === null ? 0 : group.wrapUpMs,
    dialTimeoutMs: limits.dialTimeoutMs,
    orphanAfterMs: limits.orphanAfterMs,
    avoidMs: limits.avoidMs,
    ...(group?.wrapUpMaxMs === undefined ? {} : { wrapUpMaxMs: group.wrapUpMaxMs }),
    ...(group?.dispositionRequired ? { dispositionRequired: true as const } : {}),
    ...(queue === undefined ? {} : { queue }),
    noAnswer: group?.noAnswer ?? 'not-ready',
    ...recordingOf(app, group, line),
  };
}
