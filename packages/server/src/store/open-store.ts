import { openPostgres } from './sql/postgres.ts';
import { createSqlStore } from './sql/sql-store.ts';
import { openSqlite } from './sql/sqlite.ts';
import { createWriteThread, HAS_WRITER, type WriteThread } from './sql/write-thread.ts';
import type { Store } from './store.ts';
import { redacted, storeName, type StoreTarget } from './target.ts';

/** The store cannot be used; the message is for the operator, and names no password. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Opens a store, with its tables brought up to date. Rejects {@link StoreUnavailable}. */
export async function openStore(target: StoreTarget, lost: (message: string) => void): Promise<Store> {
  try {
    const hidden = (error: Error): void => lost(redacted(error.message, target));
    const database = target.kind === 'postgres' ? await openPostgres(target.url, hidden) : openSqlite(pathOf(target));
    const store = await createSqlStore(database);
    return target.kind === 'file' && HAS_WRITER ? withThread(store, createWriteThread(target.path)) : store;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnavailable(`The store ${storeName(target)} cannot be used: ${redacted(why, target)}`);
  }
}

/** Its writes in a thread of their own; what is read, and the few things written at once, stay here. */
export function withThread(store: Store, thread: WriteThread): Store {
  return {
    ...store,
    write: (writes) => thread.write(writes),
    async close() {
      await thread.close();
      await store.close();
    },
  };
}

function pathOf(target: Exclude<StoreTarget, { kind: 'postgres' }>): string {
  return target.kind === 'memory' ? ':memory:' : target.path;
}
