import { TCCCAudioRoute } from '@/uni_modules/callstation-workstation';
import { call } from './call';
import { soundAtPhone } from './platform';
import type { Word } from './words';
import { workstation } from './workstation';

/** What can be done with the sound of a call here. What cannot has no button. */
interface Abilities {
  mute: boolean;
  speaker: boolean;
  /** Who decides instead; null: nothing is missing. */
  why: Word | null;
}

/** Looks what there is. */
export function abilities(): Abilities {
  if (soundAtPhone) return { mute: false, speaker: false, why: 'phoneDecides' };
  // Whether there is a choice shows when it is made: what is chosen already changes nothing. A call begins at the ear.
  const speaker = chooseSpeaker(call.speaker);
  return { mute: true, speaker, why: speaker ? null : 'deviceDecides' };
}

/** Loud for all around, or at the ear. Says whether it is so now. */
export function chooseSpeaker(loud: boolean): boolean {
  const route = loud ? TCCCAudioRoute.Speakerphone : TCCCAudioRoute.Earpiece;
  return workstation.getDeviceManager().setAudioRoute(route) === 0;
}
