import LibsqlDatabase from 'libsql';
import { SqliteDialect } from 'kysely';
import type { Database } from './sql-store.ts';

/** Opens a file, or a database in memory. A write is safe from the death of this process at once. */
export function openSqlite(path: string): Database {
  const database = new LibsqlDatabase(path);
  if (path !== ':memory:') {
    database.pragma('journal_mode = WAL');
    // With WAL, NORMAL loses the last moments to a power cut, never to a crash, and never breaks the file.
    database.pragma('synchronous = NORMAL');
    database.pragma('busy_timeout = 5000');
  }
  return { dialect: new SqliteDialect({ database }), release: () => Promise.resolve() };
}
