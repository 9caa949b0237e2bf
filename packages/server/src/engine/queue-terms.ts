import type { QueueTerms } from '../domain/types.ts';
import type { IvrPrompt } from '../routing/ivr.ts';
import { promptFile } from '../sound/prompts.ts';
import type { SkillGroupConfig } from './app-config.ts';

/** Places that are told by number; whoever is further behind is told that there are many. */
const PLACES = ['position-1', 'position-2', 'position-3', 'position-4', 'position-5', 'position-many'];

/** What callers of a group are told while they wait, with every sound looked up; undefined where nothing is special. */
export function queueTerms({ hours, queue = {}, maxWaitMs, overflow }: SkillGroupConfig): QueueTerms | undefined {
  const { greeting, music, comfort, position } = queue;
  const terms: QueueTerms = {
    ...(greeting === undefined ? {} : { greeting: promptPath(greeting) }),
    ...(music === undefined ? {} : { music: music.file }),
    ...(comfort === undefined ? {} : { comfort: { file: promptPath(comfort.prompt), everyMs: comfort.everyMs } }),
    ...(position === undefined ? {} : { position: { files: PLACES.map(promptFile), everyMs: position.everyMs } }),
    ...(maxWaitMs === undefined ? {} : { maxWaitMs }),
    ...(overflow?.nobody === undefined ? {} : { needsStaff: true }),
    ...(hours === undefined ? {} : { hours }),
  };
  return Object.keys(terms).length === 0 ? undefined : terms;
}

/** The file of a prompt. */
export function promptPath(prompt: IvrPrompt): string {
  return 'file' in prompt ? prompt.file : promptFile(prompt.say);
}
