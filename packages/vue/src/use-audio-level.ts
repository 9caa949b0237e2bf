import type { Levels } from '@callstation/core';
import { shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue';

import { onServer } from './use-snapshot.ts';
import { useWorkstation } from './use-workstation.ts';

const SILENCE: Levels = { mic: 0, peer: 0 };

/**
 * Loudness of a call, 0 to 1 in both directions, about 20 times a second. Renders the component that reads it at that rate
 * and no other: keep the meter a component of its own.
 */
export function useAudioLevel(id: MaybeRefOrGetter<string | null>): Readonly<ShallowRef<Levels>> {
  const workstation = useWorkstation();
  const levels = shallowRef(SILENCE);
  if (onServer()) return levels;
  const follow = (session: string | null, _: unknown, onCleanup: (stop: () => void) => void): void => {
    levels.value = SILENCE;
    if (session !== null) onCleanup(workstation.levels(session, (next) => (levels.value = next)));
  };
  watch(() => toValue(id), follow, { immediate: true, flush: 'sync' });
  return levels;
}
