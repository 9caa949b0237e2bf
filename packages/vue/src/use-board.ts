import type { Board, CallstationError } from '@callstation/core';
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

import { onServer } from './use-snapshot.ts';
import { useWorkstation } from './use-workstation.ts';

/** What {@link useBoard} gives. */
export interface BoardHandle {
  /** The newest board; `null` until it is there. */
  board: Readonly<ShallowRef<Board | null>>;
  /** Why the centre refused it. */
  error: Readonly<ShallowRef<CallstationError | null>>;
}

/**
 * Agents and queues, live: about two renders a second, only while the component is mounted. Needs the right `board`.
 *
 * @example
 * const { board } = useBoard();
 * // <p v-for="agent in board?.agents" :key="agent.id">{{ agent.name }}: {{ agent.status }}</p>
 */
export function useBoard(): BoardHandle {
  const workstation = useWorkstation();
  const board = shallowRef<Board | null>(null);
  const error = shallowRef<CallstationError | null>(null);
  if (onServer()) return { board, error };
  const show = (next: Board): void => {
    board.value = next;
    error.value = null;
  };
  onScopeDispose(workstation.board.watch(show, (refused) => (error.value = refused)));
  return { board, error };
}
