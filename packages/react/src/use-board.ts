import type { Board, CallstationError } from '@callstation/core';
import { useEffect, useState } from 'react';

import { useWorkstation } from './use-workstation.ts';

/** What {@link useBoard} gives. */
export interface BoardHandle {
  /** The newest board; `null` until it is there. */
  board: Board | null;
  /** Why the centre refused it. */
  error: CallstationError | null;
}

/**
 * Agents and queues, live: about two renders a second, only while the component is mounted. Needs the right `board`.
 *
 * @example
 * const { board } = useBoard();
 * return board?.agents.map((agent) => <p key={agent.id}>{agent.name}: {agent.status}</p>);
 */
export function useBoard(): BoardHandle {
  const workstation = useWorkstation();
  const [handle, setHandle] = useState<BoardHandle>({ board: null, error: null });
  useEffect(
    () =>
      workstation.board.watch(
        (board) => setHandle({ board, error: null }),
        (error) => setHandle(({ board }) => ({ board, error })),
      ),
    [workstation],
  );
  return handle;
}
