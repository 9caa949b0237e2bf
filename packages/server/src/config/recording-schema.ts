import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import type { RecordingRule } from '../engine/app-config.ts';
import { promptProblem } from '../sound/prompts.ts';
import { ConfigError } from './config-error.ts';
import type { TenantConfig } from './server-config.ts';

const policy = v.picklist(['off', 'on', 'on-demand']);

/** What is recorded. */
export const recordingRule = v.strictObject({
  in: v.exactOptional(policy),
  out: v.exactOptional(policy),
  announce: v.exactOptional(v.union([v.boolean(), v.pipe(v.string(), v.minLength(1))])),
});

/** The same with its announcement seen from the configuration file. */
export function withAnnouncement(rule: RecordingRule, path: string): RecordingRule {
  const { announce } = rule;
  return typeof announce === 'string' ? { ...rule, announce: resolve(dirname(path), announce) } : rule;
}

/** Throws {@link ConfigError} with every announcement that cannot be played: calls would go unrecorded, one by one. */
export function refuseBadAnnouncements(path: string, tenants: readonly TenantConfig[]): void {
  const lines = tenants.flatMap(({ id: app, recording, numberRecording = {}, skillGroups }) => [
    ...problemOf(`app ${app}`, recording),
    ...Object.entries(numberRecording).flatMap(([number, rule]) => problemOf(`number ${number} of ${app}`, rule)),
    ...skillGroups.flatMap((group) => problemOf(`skill group ${group.id} of ${app}`, group.recording)),
  ]);
  if (lines.length > 0) throw new ConfigError([`${path} is wrong:`, ...lines.map((line) => `  ${line}`)].join('\n'));
}

function problemOf(whose: string, rule: RecordingRule | undefined): string[] {
  const problem = typeof rule?.announce === 'string' ? promptProblem({ file: rule.announce }) : null;
  return problem === null ? [] : [`${whose}: recording.announce: ${problem}`];
}
