import type { CallVerb } from '@callstation/core/model';
import type { TemplateResult } from 'lit';

import * as icons from './icons.ts';

/** The icon of each call verb. */
export const VERB_ICONS: Readonly<Record<CallVerb, () => TemplateResult>> = {
  answer: icons.answer,
  reject: icons.hangup,
  hangup: icons.hangup,
  complete: icons.done,
  hold: icons.hold,
  resume: icons.resume,
  mute: icons.mute,
  unmute: icons.muted,
  muteVideo: icons.camera,
  unmuteVideo: icons.cameraOff,
  sendDigits: icons.keypad,
  takeMedia: icons.soundHere,
  transfer: icons.transfer,
  consult: icons.consult,
  completeTransfer: icons.done,
  merge: icons.merge,
  cancelConsult: icons.close,
  swap: icons.swap,
  conference: icons.conference,
  removeParticipant: icons.remove,
  leave: icons.leave,
  takeBack: icons.takeBack,
  startRecording: icons.record,
  pauseRecording: icons.recordPause,
  resumeRecording: icons.recordResume,
};
