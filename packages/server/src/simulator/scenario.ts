import { END_REASONS } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import { MAGIC_NUMBERS, OTHER_NUMBERS, SCENARIOS, type ScenarioName } from './scenarios/index.ts';
import { loadVoice } from './voice.ts';

const HOUR = 3_600_000;
const ms = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(HOUR));
const voiceName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'a voice is named in lower case'));
const hz = v.pipe(v.number(), v.minValue(50), v.maxValue(7000));
const level = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A tone: frequency in Hz, length in ms, amplitude 0 to 1 of full scale (0.3 when left out). */
export const ToneSchema = v.strictObject({ hz, ms, level: v.optional(level, 0.3) });

const StepSchema = v.variant('do', [
  v.strictObject({ do: v.literal('ring'), ms: v.optional(ms, 0) }),
  v.strictObject({ do: v.literal('wait'), ms }),
  v.strictObject({ do: v.literal('answer'), patience: v.optional(ms) }),
  v.strictObject({ do: v.literal('listen'), ms }),
  v.strictObject({ do: v.literal('tone'), ...ToneSchema.entries }),
  v.strictObject({ do: v.literal('say'), voice: voiceName }),
  v.strictObject({
    do: v.literal('press'),
    keys: v.pipe(v.string(), v.regex(/^[0-9A-D*#]{1,32}$/, 'keys are 0-9 * # A-D')),
  }),
  v.strictObject({ do: v.literal('echo'), ms: v.optional(ms) }),
  v.strictObject({ do: v.literal('menu'), voice: v.optional(voiceName), ms: v.optional(ms) }),
  v.strictObject({
    do: v.literal('hangup'),
    after: v.optional(ms, 0),
    reason: v.optional(v.picklist(END_REASONS), 'remoteHangup'),
    by: v.optional(v.picklist(['peer', 'system', 'timer']), 'peer'),
    sip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(699))),
  }),
]);
export const ScenarioSchema = v.strictObject({
  title: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  steps: v.pipe(v.array(StepSchema), v.minLength(1), v.maxLength(100)),
});

/**
 * What a simulated person does, step by step. The same script serves a person who is called and one who calls.
 *
 * - `ring {ms}`: is told to ring and lets it ring (a caller only waits).
 * - `wait {ms}`; `listen {ms}`: until the centre's sound is there (exact silence does not count), at most `ms`.
 * - `answer {patience?}`: picks up; a caller waits until the centre does and gives up after `patience`.
 * - `tone {hz, ms, level?}`, `say {voice}`: before `answer` they are early media.
 * - `press {keys}`: presses keys, a quarter of a second apart.
 * - `echo {ms?}`: sends back what is heard; `menu {voice?, ms?}`: a tone per key (`DIGIT_TONES` in tones.ts), a key cuts
 *   the prompt short; both for `ms`, or for good.
 * - `hangup {after?, reason?, by?, sip?}`: ends the call, `after` ms counted from the answer (or the start, if there was
 *   none); default `remoteHangup` by `peer`, at once.
 *
 * After the last step the person stays, silent, until the centre hangs up.
 *
 * @example
 * { "steps": [{ "do": "ring", "ms": 500 }, { "do": "answer" }, { "do": "tone", "hz": 660, "ms": 1000 }, { "do": "echo" }] }
 */
export type Scenario = v.InferInput<typeof ScenarioSchema>;
/** A checked {@link Scenario} with its defaults filled in. */
export type Script = v.InferOutput<typeof ScenarioSchema>;
/** One step of a {@link Script}. */
export type Step = Script['steps'][number];

/** Checks a scenario, or finds the one of that name or magic number. Throws `invalidArgument` that says where it is wrong. */
export function parseScenario(scenario: string | Scenario): Script {
  const input = typeof scenario === 'string' ? SCENARIOS[nameOf(scenario)] : scenario;
  const result = v.safeParse(ScenarioSchema, input);
  if (result.success) return result.output;
  throw new CallstationError('invalidArgument', issueText('scenario', result.issues[0]));
}

function nameOf(text: string): ScenarioName {
  if (Object.hasOwn(MAGIC_NUMBERS, text)) return MAGIC_NUMBERS[text] ?? OTHER_NUMBERS;
  if (Object.hasOwn(SCENARIOS, text)) return text as ScenarioName;
  const names = Object.keys(SCENARIOS).join(', ');
  throw new CallstationError('invalidArgument', `scenario: no such scenario. Known are ${names}.`);
}

/** Names the place of a validation issue: `scenario.steps.0.ms: …`. */
export function issueText(root: string, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path === null ? root : root === '' ? path : `${root}.${path}`}: ${issue.message}`;
}

/** A voice that does not exist must be said to whoever wrote the scenario, not to the switch in mid-call. */
export function checkVoices(script: Script): void {
  for (const step of script.steps) if ('voice' in step && step.voice !== undefined) loadVoice(step.voice);
}
