import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { showNumber } from '../domain/number-plan.ts';
import type { Terms } from '../domain/types.ts';
import type { AppConfig, RecordingRule, SkillGroupConfig } from './app-config.ts';

/** The way a call came or went, and which number of ours it was by. */
export interface Line {
  direction: 'in' | 'out';
  number?: string;
}

/** What the rules say of a call: the number's, else the group's, else the app's. Nothing said: on demand, no announcement. */
export function recordingOf(
  app: AppConfig,
  group: SkillGroupConfig | null,
  line: Line,
): Pick<Terms, 'recording' | 'announce'> {
  const rules: (RecordingRule | undefined)[] = [numberRule(app, line.number), group?.recording, app.recording];
  const recording = rules.map((rule) => rule?.[line.direction]).find((policy) => policy !== undefined) ?? 'on-demand';
  const announce = rules.map((rule) => rule?.announce).find((said) => said !== undefined) ?? false;
  return { recording, announce: announce === true ? builtInPrompt() : announce === false ? null : announce };
}

/** The app as a switch serves it that cannot record. */
export function withoutRecording(app: AppConfig): AppConfig {
  const { numberRecording: _, ...rest } = app;
  const skillGroups = app.skillGroups.map(({ recording: __, ...group }) => group);
  return { ...rest, skillGroups, recording: { in: 'off', out: 'off' } };
}

function numberRule(app: AppConfig, number: string | undefined): RecordingRule | undefined {
  if (number === undefined) return undefined;
  const read = (text: string): string => showNumber(text, app.defaultCountry);
  return Object.entries(app.numberRecording ?? {}).find(([of]) => read(of) === read(number))?.[1];
}

/** Among the package's assets, seen from the sources and from a bundle alike. */
function builtInPrompt(): string {
  const file = join('assets', 'prompt', 'recorded.wav');
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, file)) && dirname(at) !== at) at = dirname(at);
  return join(at, file);
}
