import type { Levels } from '@callstation/core';
import { useEffect, useState } from 'react';

import { useWorkstation } from './use-workstation.ts';

const SILENCE: Levels = { mic: 0, peer: 0 };

/**
 * Loudness of a call, 0 to 1 in both directions, about 20 times a second. Renders the component that calls it at that
 * rate and no other: keep the meter a component of its own.
 */
export function useAudioLevel(id: string | null): Levels {
  const workstation = useWorkstation();
  const [levels, setLevels] = useState(SILENCE);
  useEffect(() => {
    setLevels(SILENCE);
    return id === null ? undefined : workstation.levels(id, setLevels);
  }, [workstation, id]);
  return levels;
}
