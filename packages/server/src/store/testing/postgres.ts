import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** A PostgreSQL for one test file. */
export interface TestPostgres {
  /** The URL of its one database. */
  url: string;
  /** Empties every table; tables that were made stay. Nobody may use them meanwhile. */
  clear(): Promise<void>;
  /** Cuts every connection and takes no new one, until {@link TestPostgres.admit}. */
  refuse(): Promise<void>;
  admit(): Promise<void>;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('../../../../../scripts/postgres.mjs', import.meta.url));

const CLEAR = `do $$ declare t record; begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename not like 'callstation_%' loop
    execute format('truncate table %I', t.tablename);
  end loop;
end $$`;

/** Starts a throw-away server, which ends with this process at the latest. Rejects with what to install. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error(said)));
  });
  const query = async (text: string, database = 'postgres'): Promise<unknown[]> => {
    const client = new Client({ connectionString: url.replace('/postgres?', `/${database}?`) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    url,
    clear: async () => void (await query(CLEAR)),
    async refuse() {
      await query('alter database postgres allow_connections false', 'template1');
      // They are only told to end by this.
      const those = "from pg_stat_activity where datname = 'postgres'";
      while ((await query(`select pg_terminate_backend(pid) ${those}`, 'template1')).length > 0)
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
    admit: async () => void (await query('alter database postgres allow_connections true', 'template1')),
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
