import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import type { NoAnswerPolicy, Overflow, QueueConfig } from '../engine/app-config.ts';
import type { IvrPrompt } from '../routing/ivr.ts';
import { hoursProblem, type WorkingHours } from '../routing/working-hours.ts';
import { promptProblem } from '../sound/prompts.ts';
import { ConfigError } from './config-error.ts';
import { hours, prompt } from './ivr-schema.ts';
import { id, number } from './schema-parts.ts';
import type { TenantConfig } from './server-config.ts';

const every = v.pipe(v.number(), v.safeInteger(), v.minValue(5000));
const overflow = v.union([
  v.strictObject({ skillGroup: id }),
  v.strictObject({ number }),
  v.strictObject({ announcement: prompt }),
]);

/** What becomes of the callers of a skill group, as a configuration has it. */
export const queueParts = {
  hours: v.exactOptional(hours),
  queue: v.exactOptional(
    v.strictObject({
      greeting: v.exactOptional(prompt),
      music: v.exactOptional(v.strictObject({ file: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)) })),
      comfort: v.exactOptional(v.strictObject({ prompt, everyMs: every })),
      position: v.exactOptional(v.strictObject({ everyMs: every })),
    }),
  ),
  maxWaitMs: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1000))),
  overflow: v.exactOptional(
    v.strictObject({
      full: v.exactOptional(overflow),
      nobody: v.exactOptional(overflow),
      closed: v.exactOptional(overflow),
    }),
  ),
};

interface QueueParts {
  id: string;
  noAnswer?: NoAnswerPolicy;
  hours?: WorkingHours;
  queue?: QueueConfig;
  overflow?: { full?: Overflow; nobody?: Overflow; closed?: Overflow };
}

/** The same with its sound files seen from the configuration file. */
export function withSounds<T extends QueueParts>(group: T, path: string): T {
  const at = <P extends IvrPrompt>(said: P): P =>
    'file' in said ? { ...said, file: resolve(dirname(path), said.file) } : said;
  const placed = (to: Overflow): Overflow => ('announcement' in to ? { announcement: at(to.announcement) } : to);
  const { queue, overflow: exits } = group;
  return {
    ...group,
    ...(queue === undefined
      ? {}
      : {
          queue: {
            ...queue,
            ...(queue.greeting ? { greeting: at(queue.greeting) } : {}),
            ...(queue.music ? { music: at(queue.music) } : {}),
            ...(queue.comfort ? { comfort: { ...queue.comfort, prompt: at(queue.comfort.prompt) } } : {}),
          },
        }),
    ...(exits === undefined
      ? {}
      : { overflow: Object.fromEntries(Object.entries(exits).map(([why, to]) => [why, placed(to)])) }),
  };
}

/** Throws {@link ConfigError} with all that is wrong with what callers of these apps' groups are told and where they go. */
export function refuseBadQueues(path: string, tenants: readonly TenantConfig[]): void {
  const lines = tenants.flatMap(({ id: app, skillGroups, breakReasons = [] }) =>
    skillGroups.flatMap((group) =>
      [
        ...problemsOf(
          group,
          skillGroups.map((one) => one.id),
        ),
        ...breakProblems(group, breakReasons),
      ].map((problem) => `skill group ${group.id} of ${app}: ${problem}`),
    ),
  );
  if (lines.length > 0) throw new ConfigError([`${path} is wrong:`, ...lines.map((line) => `  ${line}`)].join('\n'));
}

/** An app that names its reasons has no others: else its pages have no word for the one an agent is in. */
function breakProblems({ noAnswer }: QueueParts, reasons: readonly { id: string }[]): string[] {
  if (typeof noAnswer !== 'object' || reasons.length === 0) return [];
  const known = reasons.map(({ id: reason }) => reason);
  if (known.includes(noAnswer.break)) return [];
  return [`noAnswer names the break ${noAnswer.break}, which is none of breakReasons: ${known.join(', ')}`];
}

function problemsOf(group: QueueParts, groups: readonly string[]): string[] {
  const exits = Object.entries(group.overflow ?? {});
  const { greeting, music, comfort } = group.queue ?? {};
  const said = exits.flatMap(([, to]) => ('announcement' in to ? [to.announcement] : []));
  const sounds = [greeting, music, comfort?.prompt, ...said].filter((one) => one !== undefined);
  return [
    ...(group.hours === undefined ? [] : [hoursProblem(group.hours)]),
    ...sounds.map(promptProblem),
    ...exits.map(([why, to]) => {
      if (!('skillGroup' in to)) return null;
      if (to.skillGroup === group.id) return `overflow.${why} leads back to itself; name another group`;
      return groups.includes(to.skillGroup) ? null : `overflow.${why} names ${to.skillGroup}, which is no skill group`;
    }),
  ].filter((problem) => problem !== null);
}
