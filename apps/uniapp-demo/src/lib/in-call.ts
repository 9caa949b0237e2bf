import { chooseSpeaker } from './abilities';
import { call, setMuted } from './call';
import { type Failure, tellFailure } from './failure';
import { workstation } from './workstation';

/** Hangs up, or gives up before anybody answered. */
export function hangUp(): void {
  if (call.state === 'finished') return;
  void workstation.terminate();
}

/** Mutes the microphone, or lets it speak again. */
export function toggleMute(): void {
  setMuted(!call.muted);
  if (call.muted) void workstation.mute();
  else void workstation.unmute();
}

/** Loud for all around, or at the ear. */
export function toggleSpeaker(): void {
  if (chooseSpeaker(!call.speaker)) call.speaker = !call.speaker;
}

/** Presses a key for the other side. */
export function sendDigit(key: string): void {
  workstation.sendDTMF(key).catch((failure: Failure) => void tellFailure(failure));
}
