import type { Volume } from '../model/index.ts';
import { CallstationError } from '../protocol/index.ts';

const LOUDEST = 1.5;

/** The volumes after a change; what is left out stays. Throws `invalidArgument` for what is none. */
export function changedVolume(now: Volume, change: Partial<Volume>): Volume {
  const { microphone = now.microphone, speaker = now.speaker } = change;
  for (const volume of [microphone, speaker] as unknown[]) {
    if (typeof volume === 'number' && volume >= 0 && volume <= LOUDEST) continue;
    throw new CallstationError('invalidArgument', `A volume is a number from 0 to ${LOUDEST}; 1 is as it comes.`);
  }
  return { microphone, speaker };
}
