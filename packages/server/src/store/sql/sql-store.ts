import { CamelCasePlugin, Kysely, sql, type Dialect } from 'kysely';
import type { Store } from '../store.ts';
import { createAudit, createKeys } from './admin.ts';
import { createCommands } from './commands.ts';
import { createEvents } from './events.ts';
import { migrate } from './migrate.ts';
import { recover } from './recover.ts';
import { createRecordings, createSessions } from './sessions.ts';
import { createSettings } from './settings.ts';
import type { Tables } from './tables.ts';
import { createWebhooks } from './webhooks.ts';
import { writeTogether } from './write.ts';

/** A database that is open. */
export interface Database {
  dialect: Dialect;
  /** What holds the database for this process alone, let go. */
  release(): Promise<void>;
}

/**
 * The {@link Store} in a SQL database, with its tables brought up to date. Rejects as `migrate` does, and then the database is
 * closed again.
 */
export async function createSqlStore({ dialect, release }: Database): Promise<Store> {
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
  const close = async (): Promise<void> => {
    await db.destroy();
    await release();
  };
  try {
    await migrate(db);
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    write: (writes) => writeTogether(db, writes),
    recover: (tell) => recover(db, tell),
    sessions: createSessions(db),
    recordings: createRecordings(db),
    events: createEvents(db),
    commands: createCommands(db),
    settings: createSettings(db),
    keys: createKeys(db),
    webhooks: createWebhooks(db),
    audit: createAudit(db),
    async check() {
      await sql`select 1`.execute(db);
    },
    close,
  };
}
