import { PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import type { Database } from './sql-store.ts';

/** int8 and numeric, as numbers: milliseconds and counts are far below 2^53. */
const AS_NUMBER: ReadonlySet<number> = new Set([20, 1700]);

/** Opens a PostgreSQL database by its URL. Connects at the first query. */
export function openPostgres(url: string, lost: (error: Error) => void): Database {
  const pool = new Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    keepAlive: true,
    application_name: 'callstation',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        AS_NUMBER.has(oid) ? Number : types.getTypeParser(oid, format),
    },
  });
  // An idle connection that breaks; the next query makes another one.
  pool.on('error', lost);
  return { dialect: new PostgresDialect({ pool }), release: () => Promise.resolve() };
}
