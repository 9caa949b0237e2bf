import { PostgresDialect } from 'kysely';
import { Client, Pool, types } from 'pg';
import { holdAlone } from './postgres-lock.ts';
import type { Database } from './sql-store.ts';

/** int8 and numeric, as numbers: milliseconds and counts are far below 2^53. */
const AS_NUMBER: ReadonlySet<number> = new Set([20, 1700]);

/** Opens a PostgreSQL database by its URL. Rejects when it cannot be reached, or another process has it open for `tryForMs`. */
export async function openPostgres(url: string, lost: (error: Error) => void, tryForMs?: number): Promise<Database> {
  const shared = {
    connectionString: url,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: 'callstation',
  };
  const release = await holdAlone(() => new Client(shared), lost, tryForMs);
  const pool = new Pool({
    ...shared,
    max: 8,
    query_timeout: 30_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        AS_NUMBER.has(oid) ? Number : types.getTypeParser(oid, format),
    },
  });
  // One that breaks while it is in use says so to its query, and as an event that would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  // An idle connection that breaks; the next query makes another one.
  pool.on('error', lost);
  return { dialect: new PostgresDialect({ pool }), release };
}
