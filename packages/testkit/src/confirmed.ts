import type { CallEvent, CallVerb } from '@callstation/core/model';

/** What happens to a call as soon as the centre has carried a verb out that nobody else is asked for. */
export const CONFIRMED: Partial<Record<CallVerb, CallEvent>> = {
  hold: { type: 'held' },
  resume: { type: 'resumed' },
  mute: { type: 'muted' },
  unmute: { type: 'unmuted' },
  muteVideo: { type: 'videoMuted' },
  unmuteVideo: { type: 'videoUnmuted' },
  startRecording: { type: 'recording', recording: 'on' },
  pauseRecording: { type: 'recording', recording: 'paused' },
  resumeRecording: { type: 'recording', recording: 'on' },
};
