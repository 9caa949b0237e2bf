import type { DeviceChoice, MediaDevice } from '@callstation/core';
import { useCallback, useEffect, useState } from 'react';

import { useWorkstation } from './use-workstation.ts';

/** What {@link useDevices} gives. */
export interface DevicesHandle {
  /** Microphones, speakers and cameras; empty until read. */
  devices: readonly MediaDevice[];
  /** Reads the list again (after permission was given, labels appear). */
  refresh: () => Promise<void>;
  /** Uses a device from now on, in a live call too. */
  select: (choice: DeviceChoice) => Promise<void>;
}

/** The page's microphones, speakers and cameras. */
export function useDevices(): DevicesHandle {
  const workstation = useWorkstation();
  const [devices, setDevices] = useState<readonly MediaDevice[]>([]);
  const refresh = useCallback(async () => setDevices(await workstation.devices.list()), [workstation]);
  useEffect(() => {
    let mounted = true;
    workstation.devices.list().then(
      (list) => mounted && setDevices(list),
      () => undefined,
    );
    return () => {
      mounted = false;
    };
  }, [workstation]);
  const select = useCallback((choice: DeviceChoice) => workstation.devices.select(choice), [workstation]);
  return { devices, refresh, select };
}
