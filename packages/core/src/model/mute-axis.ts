import { type AxisTable, defineAxis } from './call-axis.ts';
import type { CallSnapshot, ActiveCall, OutgoingCall, Toggle } from './session.ts';

type Talking = ActiveCall | OutgoingCall;
const talking = (call: CallSnapshot): call is Talking =>
  call.phase === 'active' || call.phase === 'dialing' || call.phase === 'alerting';

/**
 * Mute of the microphone. Silencing is a safety verb: it may be asked for while an un-mute is still on its way, and a
 * late confirmation of that un-mute then changes nothing.
 */
export const MUTE_TABLE: AxisTable<Talking, Toggle> = {
  off: {
    'command:mute': { to: 'turningOn', orders: true, announce: ['sessionChanged'] },
    muted: { to: 'on', announce: ['sessionMuted'] },
  },
  turningOn: {
    muted: { to: 'on', announce: ['sessionMuted'] },
    'failed:mute': { to: 'off', announce: ['sessionChanged'] },
  },
  on: {
    'command:unmute': { to: 'turningOff', orders: true, announce: ['sessionChanged'] },
    unmuted: { to: 'off', announce: ['sessionUnmuted'] },
  },
  turningOff: {
    'command:mute': { to: 'turningOn', orders: true, announce: ['sessionChanged'] },
    unmuted: { to: 'off', announce: ['sessionUnmuted'] },
    'failed:unmute': { to: 'on', announce: ['sessionChanged'] },
  },
};

/** Camera-off, the same way. */
export const CAMERA_TABLE: AxisTable<Talking, Toggle> = {
  off: {
    'command:muteVideo': { to: 'turningOn', orders: true, announce: ['sessionChanged'] },
    videoMuted: { to: 'on', announce: ['sessionMediaChanged'] },
  },
  turningOn: {
    videoMuted: { to: 'on', announce: ['sessionMediaChanged'] },
    'failed:muteVideo': { to: 'off', announce: ['sessionChanged'] },
  },
  on: {
    'command:unmuteVideo': { to: 'turningOff', orders: true, announce: ['sessionChanged'] },
    videoUnmuted: { to: 'off', announce: ['sessionMediaChanged'] },
  },
  turningOff: {
    'command:muteVideo': { to: 'turningOn', orders: true, announce: ['sessionChanged'] },
    videoUnmuted: { to: 'off', announce: ['sessionMediaChanged'] },
    'failed:unmuteVideo': { to: 'on', announce: ['sessionChanged'] },
  },
};

/** The axis of {@link MUTE_TABLE}. */
export const muteAxis = defineAxis<Talking, Toggle>({
  name: 'mute',
  table: MUTE_TABLE,
  has: talking,
  read: (call) => call.mute,
  write: (call, to) => (call.mute === to ? call : { ...call, mute: to }),
});

/** The axis of {@link CAMERA_TABLE}. */
export const cameraAxis = defineAxis<Talking, Toggle>({
  name: 'camera',
  table: CAMERA_TABLE,
  has: talking,
  read: (call) => call.cameraOff,
  write: (call, to) => (call.cameraOff === to ? call : { ...call, cameraOff: to }),
});
