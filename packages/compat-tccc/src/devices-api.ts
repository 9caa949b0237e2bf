import { CallstationError, type MediaDevice } from '@callstation/core';

import type { TcccContext } from './context.ts';
import { settled } from './failure.ts';
import type { TcccDevices } from './tccc.types.ts';

const KINDS: Readonly<Record<MediaDevice['kind'], MediaDeviceKind>> = {
  microphone: 'audioinput',
  speaker: 'audiooutput',
  camera: 'videoinput',
};

/** `tccc.Devices`. */
export function createDevicesApi(context: TcccContext): TcccDevices {
  const list = (kind: MediaDevice['kind']): Promise<MediaDeviceInfo[]> =>
    settled(async () => {
      const workstation = context.workstation();
      if (!workstation) throw new CallstationError('notReady');
      const devices = await workstation.devices.list();
      return devices.filter((device) => device.kind === kind).map(infoOf);
    });
  return {
    isBrowserSupported: () => typeof RTCPeerConnection === 'function' && typeof WebSocket === 'function',
    isEnvSupported: () =>
      typeof RTCPeerConnection === 'function' && globalThis.isSecureContext && 'mediaDevices' in navigator,
    getMicrophones: () => list('microphone'),
    getSpeakers: () => list('speaker'),
  };
}

/** As the browser describes a device. */
function infoOf({ id, kind, label }: MediaDevice): MediaDeviceInfo {
  const info = { deviceId: id, groupId: '', kind: KINDS[kind], label };
  return { ...info, toJSON: () => info };
}
