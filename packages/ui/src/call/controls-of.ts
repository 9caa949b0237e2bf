import type { ActiveCall, CallSnapshot, CallVerb, SessionSnapshot, Toggle } from '@callstation/core/model';

/** One place in a bar of controls: the verb it does now, and how it looks. */
export interface Control {
  readonly verb: CallVerb;
  readonly look?: 'positive' | 'negative' | 'on';
}

const ending = (verb: CallVerb): Control => ({ verb, look: 'negative' });
const switched = (verb: CallVerb): Control => ({ verb, look: 'on' });
const isOn = (toggle: Toggle): boolean => toggle === 'on' || toggle === 'turningOff';

/** The controls that make sense for a call in the state it is in, in their order; some may be blocked for now. */
export function controlsOf(call: CallSnapshot, sessions: readonly SessionSnapshot[]): Control[] {
  switch (call.phase) {
    case 'offered':
      return [{ verb: 'answer', look: 'positive' }, ending('reject')];
    case 'connecting':
      return [ending('hangup')];
    case 'dialing':
    case 'alerting':
      return [muteOf(call.mute), { verb: 'sendDigits' }, ending('hangup')];
    case 'active':
      return [...activeControls(call, sessions), ending('hangup')];
    case 'ended':
      return [{ verb: 'complete' }];
  }
}

const muteOf = (mute: Toggle): Control => (isOn(mute) ? switched('unmute') : { verb: 'mute' });

function activeControls(call: ActiveCall, sessions: readonly SessionSnapshot[]): Control[] {
  const sound = [muteOf(call.mute), ...(call.kind === 'video' ? [cameraOf(call)] : [])];
  if (call.role === 'supervisor') return sound;
  if (call.consult.state !== 'none') return [...sound, ...consultControls(call), recordingOf(call)];
  const held = call.hold === 'held' || call.hold === 'resuming';
  const second = sessions.some(({ id, phase, kind }) => id !== call.id && kind !== 'im' && phase === 'active');
  return [
    ...sound,
    held ? switched('resume') : { verb: 'hold' },
    ...(second ? [{ verb: 'swap' } as const] : []),
    { verb: 'sendDigits' },
    ...(call.others.some(({ role }) => role !== 'supervisor') ? CONFERENCE : BRING_IN),
    recordingOf(call),
  ];
}

const cameraOf = ({ cameraOff }: ActiveCall): Control =>
  isOn(cameraOff) ? switched('unmuteVideo') : { verb: 'muteVideo' };

const BRING_IN: readonly Control[] = [{ verb: 'transfer' }, { verb: 'consult' }, { verb: 'conference' }];
const CONFERENCE: readonly Control[] = [
  { verb: 'completeTransfer' },
  { verb: 'takeBack' },
  { verb: 'conference' },
  { verb: 'leave' },
];

function consultControls({ consult }: ActiveCall): Control[] {
  if (consult.state === 'none') return [];
  const digits: Control = { verb: 'sendDigits' };
  if (consult.mode === 'transfer') return [digits, { verb: 'takeBack' }];
  if (consult.mode === 'conference') return [digits, { verb: 'cancelConsult' }];
  return [{ verb: 'swap' }, digits, { verb: 'completeTransfer' }, { verb: 'merge' }, { verb: 'cancelConsult' }];
}

function recordingOf({ recording }: ActiveCall): Control {
  if (recording === 'off') return { verb: 'startRecording' };
  return switched(recording === 'on' ? 'pauseRecording' : 'resumeRecording');
}
