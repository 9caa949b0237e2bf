import type { CallstationError, Directory } from '@callstation/core';
import { useCallback, useEffect, useRef, useState } from 'react';

import { useWorkstation } from './use-workstation.ts';

/** What {@link useDirectory} gives. */
export interface DirectoryAnswer<T> {
  /** The newest answer; `null` until there is one. */
  data: T | null;
  /** Why the newest question was not answered. */
  error: CallstationError | null;
  /** Asks again. */
  refresh: () => void;
}

/**
 * Who or what can be called or chosen. Asks when the component mounts and when `refresh()` is called: the directory sends
 * no news of its own. A late answer to an older question is dropped.
 *
 * @example
 * const { data: colleagues, refresh } = useDirectory((directory) => directory.agents({ status: 'idle' }));
 */
export function useDirectory<T>(ask: (directory: Directory) => Promise<T>): DirectoryAnswer<T> {
  const { directory } = useWorkstation();
  const [answer, setAnswer] = useState<Omit<DirectoryAnswer<T>, 'refresh'>>({ data: null, error: null });
  const newest = useRef(ask);
  const asked = useRef(0);
  useEffect(() => {
    newest.current = ask;
  });
  const refresh = useCallback(() => {
    const mine = ++asked.current;
    newest.current(directory).then(
      (data) => mine === asked.current && setAnswer({ data, error: null }),
      // The directory rejects with a CallstationError only.
      (error: CallstationError) => mine === asked.current && setAnswer(({ data }) => ({ data, error })),
    );
  }, [directory]);
  /** What is still to be answered is too late. */
  const drop = useCallback(() => void asked.current++, []);
  useEffect(() => {
    refresh();
    return drop;
  }, [refresh, drop]);
  return { ...answer, refresh };
}
