import { CallstationError } from '@callstation/core/protocol';
import { readFileSync } from 'node:fs';
import { assetFile } from './asset.ts';
import { readWav } from './wav.ts';

/** What the server can say by itself, in English. */
export const PROMPTS = {
  'main-menu': 'For support, press 1. For billing, press 2. To hear this again, press 9.',
  'press-a-number': 'Please press a number.',
  'wrong-key': 'Sorry, that key is not in use.',
  'one-moment': 'One moment, please.',
  billing: 'Bills are sent on the first of the month. You will find yours in your account.',
  closed: 'We are closed at the moment. Please call again later.',
  'all-busy': 'All of us are busy at the moment. Please call again later.',
  'please-wait': 'Thank you for waiting. Please stay on the line.',
  'position-1': 'You are next in line.',
  'position-2': 'You are second in line.',
  'position-3': 'You are third in line.',
  'position-4': 'You are fourth in line.',
  'position-5': 'You are fifth in line.',
  'position-many': 'There are several callers before you. Please stay on the line.',
  goodbye: 'Thank you for calling. Goodbye.',
} as const;

/** The file of a prompt that comes with the server. Throws `invalidArgument` when there is none of that name. */
export function promptFile(name: string): string {
  const file = assetFile('prompt', name);
  if (file === null) throw new CallstationError('invalidArgument', `There is no prompt ${name.slice(0, 40)}.`);
  return file;
}

/** Why a prompt cannot be played, with the remedy; `null`: it can. A relative file is seen from the working folder. */
export function promptProblem(prompt: { file: string } | { say: string }): string | null {
  if ('say' in prompt) {
    const known = Object.keys(PROMPTS);
    return known.includes(prompt.say) ? null : `there is no prompt ${prompt.say}; say one of ${known.join(', ')}`;
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(prompt.file);
  } catch {
    return `prompt file ${prompt.file} cannot be read; put it there, or correct the path`;
  }
  try {
    return readWav(bytes).length > 0 ? null : `prompt file ${prompt.file} is empty`;
  } catch (error) {
    return `prompt file ${prompt.file} cannot be played; save it as WAV. ${CallstationError.from(error).message}`;
  }
}
