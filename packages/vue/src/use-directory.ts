import type { CallstationError, Directory } from '@callstation/core';
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

import { onServer } from './use-snapshot.ts';
import { useWorkstation } from './use-workstation.ts';

/** What {@link useDirectory} gives. */
export interface DirectoryAnswer<T> {
  /** The newest answer; `null` until there is one. */
  data: Readonly<ShallowRef<T | null>>;
  /** Why the newest question was not answered. */
  error: Readonly<ShallowRef<CallstationError | null>>;
  /** Asks again. */
  refresh: () => void;
}

/**
 * Who or what can be called or chosen. Asks at once and when `refresh()` is called: the directory sends no news of its own.
 * A late answer to an older question is dropped.
 *
 * @example
 * const { data: colleagues, refresh } = useDirectory((directory) => directory.agents({ status: 'idle' }));
 */
export function useDirectory<T>(ask: (directory: Directory) => Promise<T>): DirectoryAnswer<T> {
  const { directory } = useWorkstation();
  const data = shallowRef<T | null>(null);
  const error = shallowRef<CallstationError | null>(null);
  let asked = 0;
  const refresh = (): void => {
    const mine = ++asked;
    ask(directory).then(
      (answer) => {
        if (mine !== asked) return;
        data.value = answer;
        error.value = null;
      },
      // The directory rejects with a CallstationError only.
      (refused: CallstationError) => {
        if (mine === asked) error.value = refused;
      },
    );
  };
  if (onServer()) return { data, error, refresh };
  refresh();
  onScopeDispose(() => void asked++);
  return { data, error, refresh };
}
