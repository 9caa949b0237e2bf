import type { MediaDevice } from '@callstation/core';

/** The devices an agent chooses. */
export const DEVICE_FIELDS = [
  { kind: 'microphone', label: 'Microphone' },
  { kind: 'speaker', label: 'Speaker' },
] as const satisfies { kind: MediaDevice['kind']; label: string }[];
