import type { DeviceChoice, MediaDevice } from '@callstation/core';
import { shallowRef, type ShallowRef } from 'vue';

import { onServer } from './use-snapshot.ts';
import { useWorkstation } from './use-workstation.ts';

/** What {@link useDevices} gives. */
export interface DevicesHandle {
  /** Microphones, speakers and cameras; empty until read. */
  devices: Readonly<ShallowRef<readonly MediaDevice[]>>;
  /** Reads the list again (after permission was given, labels appear). */
  refresh: () => Promise<void>;
  /** Uses a device from now on, in a live call too. */
  select: (choice: DeviceChoice) => Promise<void>;
}

/** The page's microphones, speakers and cameras. */
export function useDevices(): DevicesHandle {
  const workstation = useWorkstation();
  const devices = shallowRef<readonly MediaDevice[]>([]);
  const refresh = async (): Promise<void> => {
    devices.value = await workstation.devices.list();
  };
  // What could not be read stays empty; `refresh()` says why.
  if (!onServer()) refresh().catch(() => undefined);
  return { devices, refresh, select: (choice) => workstation.devices.select(choice) };
}
