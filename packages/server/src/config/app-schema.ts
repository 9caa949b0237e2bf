import { RIGHTS } from '@callstation/core/model';
import * as v from 'valibot';
import type { AgentConfig, SkillGroupConfig } from '../engine/app-config.ts';
import { STRATEGIES } from '../routing/routing.types.ts';
import { queueParts, withSounds } from './queue-schema.ts';
import { recordingRule, withAnnouncement } from './recording-schema.ts';
import { id, name, number, withName } from './schema-parts.ts';

/** Milliseconds. */
export const ms = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** An agent, as a configuration has it. */
export const agentSchema = v.strictObject({
  id,
  name: v.exactOptional(name),
  role: v.exactOptional(v.picklist(['agent', 'supervisor', 'admin']), 'agent'),
  rights: v.exactOptional(v.array(v.picklist(RIGHTS))),
  supervises: v.exactOptional(v.union([v.literal('*'), v.array(id)])),
  phone: v.exactOptional(number),
  mobile: v.exactOptional(number),
  email: v.exactOptional(
    v.pipe(v.string(), v.maxLength(254), v.regex(/^[^\s@]+@[^\s@]+$/u, 'must be an e-mail address')),
  ),
  workId: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  phonePassword: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
  autoAnswer: v.exactOptional(v.boolean()),
});
/** A reason for a break. */
export const breakReason = v.strictObject({
  id,
  name: v.exactOptional(name),
  code: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
/** Something with an id that may have a name. */
export const named = v.strictObject({ id, name: v.exactOptional(name) });
const member = v.strictObject({
  agent: id,
  level: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100))),
  order: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100))),
});
/** A skill group, as a configuration has it. */
export const skillGroupSchema = v.strictObject({
  id,
  name: v.exactOptional(name),
  members: v.exactOptional(v.union([v.literal('*'), v.array(v.union([id, member]))]), '*'),
  ringTimeoutMs: v.exactOptional(v.pipe(ms, v.minValue(1000)), 20_000),
  wrapUpMs: v.exactOptional(v.nullable(ms), 0),
  wrapUpMaxMs: v.exactOptional(ms),
  dispositions: v.exactOptional(v.array(named)),
  dispositionRequired: v.exactOptional(v.boolean()),
  ...queueParts,
  strategy: v.exactOptional(v.picklist(STRATEGIES), 'longest-idle'),
  noAnswer: v.exactOptional(v.union([v.picklist(['again', 'not-ready']), v.strictObject({ break: id })])),
  autoAnswer: v.exactOptional(v.boolean()),
  preferLastAgent: v.exactOptional(v.strictObject({ withinMs: ms, waitMs: v.exactOptional(ms, 0) })),
  serviceLevelMs: v.exactOptional(v.pipe(ms, v.minValue(1000))),
  numbers: v.exactOptional(v.array(number), []),
  callerNumber: v.exactOptional(number),
  recording: v.exactOptional(recordingRule),
});

/** A skill group with its names filled in, and its sound files seen from the configuration file. */
export function toSkillGroup(read: v.InferOutput<typeof skillGroupSchema>, path: string): SkillGroupConfig {
  const { dispositions, recording, ...group } = read;
  return {
    ...withSounds(withName(group), path),
    ...(recording ? { recording: withAnnouncement(recording, path) } : {}),
    ...(dispositions ? { dispositions: dispositions.map(withName) } : {}),
  };
}

/** An agent with a name. */
export function toAgent(read: v.InferOutput<typeof agentSchema>): AgentConfig {
  return withName(read);
}
