import type { Workstation, WorkstationSnapshot } from '@callstation/core';
import { inject, onScopeDispose, shallowRef, type ShallowRef } from 'vue';

import { useWorkstation } from './use-workstation.ts';

interface Bridge {
  snapshot: ShallowRef<WorkstationSnapshot>;
  users: number;
  stop: () => void;
}

const bridges = new WeakMap<Workstation, Bridge>();

/** `ssrContextKey` of Vue, by its value: the Vue of uni-app's mini-programs renders to no string, and exports no such name. */
const SSR_CONTEXT = Symbol.for('v-scx');

/** Whether this is a render to a string. Nothing is ever unmounted there, so nothing may be subscribed to. */
export const onServer = (): boolean => inject(SSR_CONTEXT, null) !== null;

/**
 * The whole snapshot. The one bridge to Vue: every other composable is a selector over it. There is one for all who use a
 * workstation, so that all of them see a change at once.
 */
export function useSnapshot(): Readonly<ShallowRef<WorkstationSnapshot>> {
  const workstation = useWorkstation();
  if (onServer()) return shallowRef(workstation.getSnapshot());
  const bridge = bridges.get(workstation) ?? open(workstation);
  bridge.users++;
  onScopeDispose(() => {
    bridge.users--;
    if (bridge.users > 0) return;
    bridge.stop();
    bridges.delete(workstation);
  });
  return bridge.snapshot;
}

/** Takes in what is new at once: events come before the subscribers hear of the change. */
export function catchUp(workstation: Workstation): void {
  const bridge = bridges.get(workstation);
  if (bridge) bridge.snapshot.value = workstation.getSnapshot();
}

function open(workstation: Workstation): Bridge {
  const snapshot = shallowRef(workstation.getSnapshot());
  const stop = workstation.subscribe(() => (snapshot.value = workstation.getSnapshot()));
  const bridge = { snapshot, users: 0, stop };
  bridges.set(workstation, bridge);
  return bridge;
}
