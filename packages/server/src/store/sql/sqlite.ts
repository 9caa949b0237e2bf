import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import LibsqlDatabase from 'libsql';
import { CompiledQuery, SqliteDialect, type Driver } from 'kysely';
import type { Database } from './sql-store.ts';

/**
 * Opens a file, or a database in memory. A write is safe from the death of this process at once. Throws when another process
 * has the file open.
 */
export function openSqlite(path: string): Database {
  const inMemory = path === ':memory:';
  if (!inMemory) mkdirSync(dirname(path), { recursive: true });
  const release = inMemory ? (): void => undefined : holdAlone(path);
  try {
    return { dialect: connect(path), release: async () => release() };
  } catch (error) {
    release();
    throw error;
  }
}

/** A connection to a file, one of several of this process, or a database in memory of its own. Throws when it cannot be opened. */
export function connect(path: string): SqliteDialect {
  const database = new LibsqlDatabase(path);
  if (path !== ':memory:') {
    database.pragma('journal_mode = WAL');
    // With WAL, NORMAL loses the last moments to a power cut, never to a crash, and never breaks the file.
    database.pragma('synchronous = NORMAL');
    database.pragma('busy_timeout = 5000');
  }
  return new ImmediateDialect({ database });
}

/**
 * A transaction that reads first and writes then would be refused at once when another connection has written in between, however
 * long it may wait: so each asks for its turn at the beginning.
 */
class ImmediateDialect extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver();
    driver.beginTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    };
    return driver;
  }
}

/**
 * Two servers would end each other's calls at their start. A lock on a file beside it is the operating system's, so it goes
 * with the process, however that ends; the database itself stays open to tools that read and back up.
 */
function holdAlone(path: string): () => void {
  const lock = new LibsqlDatabase(`${path}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')
      throw new Error('another server has it open. Stop that one, or give this one another store.', { cause: error });
    throw error;
  }
  return () => lock.close();
}
