import type { MediaDevice } from '../ports/index.ts';

const KINDS: Record<MediaDeviceKind, MediaDevice['kind']> = {
  audioinput: 'microphone',
  audiooutput: 'speaker',
  videoinput: 'camera',
};
const NAMES: Record<MediaDevice['kind'], string> = { microphone: 'Microphone', speaker: 'Speaker', camera: 'Camera' };

/** The browser's list in our words. What has no id cannot be chosen and is left out (before permission). */
export function toMediaDevices(list: readonly MediaDeviceInfo[]): MediaDevice[] {
  const counts = { microphone: 0, speaker: 0, camera: 0 };
  const devices: MediaDevice[] = [];
  for (const { deviceId, kind: theirs, label } of list) {
    const kind = KINDS[theirs];
    if (deviceId === '') continue;
    counts[kind] += 1;
    devices.push({ id: deviceId, kind, label: label || `${NAMES[kind]} ${counts[kind]}` });
  }
  return devices;
}
