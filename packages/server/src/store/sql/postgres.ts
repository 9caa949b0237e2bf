import { PostgresDialect } from 'kysely';
import { Client, Pool, types } from 'pg';
import type { Database } from './sql-store.ts';

/** int8 and numeric, as numbers: milliseconds and counts are far below 2^53. */
const AS_NUMBER: ReadonlySet<number> = new Set([20, 1700]);

/** Opens a PostgreSQL database by its URL. Rejects when it cannot be reached, or another process has it open. */
export async function openPostgres(url: string, lost: (error: Error) => void): Promise<Database> {
  const shared = {
    connectionString: url,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: 'callstation',
  };
  const release = await holdAlone(() => new Client(shared), lost);
  const pool = new Pool({
    ...shared,
    max: 8,
    query_timeout: 30_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        AS_NUMBER.has(oid) ? Number : types.getTypeParser(oid, format),
    },
  });
  // An idle connection that breaks; the next query makes another one.
  pool.on('error', lost);
  return { dialect: new PostgresDialect({ pool }), release };
}

/** Any number will do, as long as every server takes the same. */
const LOCK = 4_206_911_001;
const TRY_EVERY_MS = 250;
const TRY_FOR_MS = 10_000;

/**
 * Two servers would end each other's calls at their start. The lock is the connection's, so it goes with the process; of one
 * that was killed just now PostgreSQL may learn a little later.
 */
async function holdAlone(connect: () => Client, lost: (error: Error) => void): Promise<() => Promise<void>> {
  const client = connect();
  client.on('error', lost);
  await client.connect();
  for (let waited = 0; !(await locked(client)); waited += TRY_EVERY_MS) {
    if (waited >= TRY_FOR_MS) {
      await client.end();
      throw new Error('another server has it open. Stop that one, or give this one another store.');
    }
    await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
  }
  return () => client.end();
}

async function locked(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
  return rows[0]?.held === true;
}
