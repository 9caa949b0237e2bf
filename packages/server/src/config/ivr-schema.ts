import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { ivrProblems } from '../routing/ivr-check.ts';
import type { IvrConfig, IvrNode } from '../routing/ivr.ts';
import type { Weekday } from '../routing/working-hours.ts';
import { promptProblem } from '../sound/prompts.ts';
import { ConfigError } from './config-error.ts';
import { id, name, number, withName } from './schema-parts.ts';
import type { TenantConfig } from './server-config.ts';

/** Something to say: a WAV file, or what the server comes with. */
export const prompt = v.union([
  v.strictObject({ file: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)) }),
  v.strictObject({ say: v.pipe(v.string(), v.maxLength(40)) }),
]);
const time = v.pipe(v.string(), v.maxLength(5));
const interval = { from: time, to: time };
const weekday = v.pipe(
  v.number(),
  v.check((day): day is Weekday => [1, 2, 3, 4, 5, 6, 7].includes(day), 'must be 1 (Monday) to 7 (Sunday)'),
  v.transform((day) => day as Weekday),
);
/** When somebody works. */
export const hours = v.strictObject({
  timeZone: v.pipe(v.string(), v.maxLength(64)),
  weekly: v.array(v.strictObject({ days: v.array(weekday), ...interval })),
  holidays: v.exactOptional(
    v.array(v.strictObject({ date: v.string(), open: v.exactOptional(v.array(v.strictObject(interval))) })),
  ),
});
const base = { id, name: v.exactOptional(name) };
const otherwise = { otherwise: v.exactOptional(id) };
const ms = v.pipe(v.number(), v.safeInteger(), v.minValue(500), v.maxValue(600_000));

/** One node of an IVR, as a configuration has it. */
const node = v.variant('kind', [
  v.strictObject({ ...base, kind: v.literal('play'), prompt: v.exactOptional(prompt), next: id }),
  v.strictObject({
    ...base,
    kind: v.literal('keys'),
    prompt: v.exactOptional(prompt),
    choices: v.record(v.string(), v.strictObject({ label: name, go: id })),
    timeoutMs: v.exactOptional(ms),
    retries: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(9))),
    wrongKey: v.exactOptional(prompt),
    otherwise: id,
  }),
  v.strictObject({ ...base, kind: v.literal('hours'), hours, open: id, closed: id }),
  v.strictObject({ ...base, kind: v.literal('group'), skillGroup: id }),
  v.strictObject({ ...base, kind: v.literal('number'), number, ...otherwise }),
  v.strictObject({ ...base, kind: v.literal('hangup'), prompt: v.exactOptional(prompt) }),
  v.strictObject({ ...base, kind: v.literal('back'), ...otherwise }),
]);

/** An IVR, as a configuration has it. */
export const ivr = v.strictObject({
  id,
  name: v.exactOptional(name),
  numbers: v.exactOptional(v.array(number)),
  entry: id,
  nodes: v.pipe(v.array(node), v.minLength(1, 'must have at least one'), v.maxLength(200, 'must have at most 200')),
});

/** An IVR with its names filled in, and its prompt files seen from the configuration file. */
export function toIvr(read: v.InferOutput<typeof ivr>, path: string): IvrConfig {
  const placed = (one: IvrNode): IvrNode => {
    if (!('prompt' in one || 'wrongKey' in one)) return one;
    const at = <K extends string>(key: K, said: { file: string } | { say: string } | undefined) =>
      said === undefined ? {} : { [key]: 'file' in said ? { file: resolve(dirname(path), said.file) } : said };
    return { ...one, ...at('prompt', one.prompt), ...('wrongKey' in one ? at('wrongKey', one.wrongKey) : {}) };
  };
  return { ...withName(read), nodes: read.nodes.map((one) => placed(withName(one))) };
}

/** Throws {@link ConfigError} with all that is wrong with the IVRs of these apps. */
export function refuseBadIvrs(path: string, tenants: readonly TenantConfig[]): void {
  const lines = tenants.flatMap(({ id: app, skillGroups, ivrs = [] }) => {
    const around = { skillGroups: skillGroups.map((group) => group.id), promptProblem };
    return ivrs.flatMap((one) => ivrProblems(one, around).map((problem) => `IVR ${one.id} of ${app}: ${problem}`));
  });
  if (lines.length > 0) throw new ConfigError([`${path} is wrong:`, ...lines.map((line) => `  ${line}`)].join('\n'));
}
