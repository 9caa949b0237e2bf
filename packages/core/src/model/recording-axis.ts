import { type AxisTable, defineAxis } from './call-axis.ts';
import type { ActiveCall, Recording } from './session.ts';

/** Recording has no steps in between: the verbs are handed on, and the switch says what it does. */
export const RECORDING_TABLE: AxisTable<ActiveCall, Recording> = {
  off: {
    'command:startRecording': { to: 'off', orders: true },
    'recording:on': { to: 'on', announce: ['recordingChanged'] },
    'recording:paused': { to: 'paused', announce: ['recordingChanged'] },
  },
  on: {
    'command:pauseRecording': { to: 'on', orders: true },
    'recording:paused': { to: 'paused', announce: ['recordingChanged'] },
    'recording:off': { to: 'off', announce: ['recordingChanged'] },
  },
  paused: {
    'command:resumeRecording': { to: 'paused', orders: true },
    'recording:on': { to: 'on', announce: ['recordingChanged'] },
    'recording:off': { to: 'off', announce: ['recordingChanged'] },
  },
};

/** The axis of {@link RECORDING_TABLE}. */
export const recordingAxis = defineAxis<ActiveCall, Recording>({
  name: 'recording',
  table: RECORDING_TABLE,
  has: (call): call is ActiveCall => call.phase === 'active',
  read: (call) => call.recording,
  write: (call, to) => (call.recording === to ? call : { ...call, recording: to }),
});
