import type { Board } from '../model/index.ts';
import type { Logger } from '../ports/index.ts';
import { CallstationError } from '../protocol/index.ts';
import type { Send } from './commands.ts';
import { guard } from './emitter.ts';
import { assertAgentLegal } from './legality.ts';
import type { Store } from './store.ts';
import type { BoardWatch } from './workstation.types.ts';

/** `workstation.board`: one watch at the centre for all watchers of this page, made again after a lost connection. */
export function createBoard(store: Store, query: Send, logger: Logger): BoardWatch {
  const watchers = new Set<{ fn: (board: Board) => void; failed: (error: CallstationError) => void }>();
  let last: Board | null = null;
  let release: (() => void)[] = [];
  const ask = async (): Promise<void> => {
    try {
      assertAgentLegal(store.getSnapshot(), 'watchBoard');
      await query('board.watch', { on: true });
    } catch (thrown) {
      const error = CallstationError.from(thrown);
      for (const { failed } of [...watchers]) guard(logger, 'board', () => failed(error));
    }
  };
  const begin = (): void => {
    release = [
      store.on('signal', ({ signal }) => {
        if (signal.kind !== 'board') return;
        const { kind: _, ...board } = signal;
        last = board;
        for (const { fn } of [...watchers]) guard(logger, 'board', () => fn(board));
      }),
      store.on('connectionChanged', ({ current }) => {
        if (current.state === 'ready') void ask();
      }),
    ];
    if (store.getSnapshot().page.connection.state === 'ready') void ask();
  };
  const end = (): void => {
    for (const stop of release.splice(0)) stop();
    last = null;
    if (store.getSnapshot().page.connection.state !== 'ready') return;
    query('board.watch', { on: false }).catch(() => undefined);
  };
  return {
    watch(fn, failed = () => undefined) {
      const watcher = { fn, failed };
      watchers.add(watcher);
      if (watchers.size === 1) begin();
      else if (last !== null) fn(last);
      return () => {
        if (watchers.delete(watcher) && watchers.size === 0) end();
      };
    },
  };
}
