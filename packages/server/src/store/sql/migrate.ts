import { Migrator, sql, type Kysely } from 'kysely';
import { MIGRATIONS } from './migrations.ts';

/** The database was made by a newer program than this one. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  constructor(migration: string) {
    super(
      `The database has the migration ${migration}, which this program does not know: a newer version has used it. ` +
        'Run that version, or give this one another database or a backup from before.',
    );
  }
}

/**
 * Brings the tables up to date; of several processes at once one does it, the others wait. Rejects {@link NewerDatabase}, and
 * with the migration's own error, after which nothing of that migration is left.
 */
export async function migrate<Db>(db: Kysely<Db>): Promise<void> {
  const done = await applied(db);
  const unknown = done.find((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown !== undefined) throw new NewerDatabase(unknown);
  if (done.length === Object.keys(MIGRATIONS).length) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableName: TABLE,
    migrationLockTableName: LOCK,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error(String(error));
}

const TABLE = 'callstation_migration';
const LOCK = 'callstation_migration_lock';

async function applied<Db>(db: Kysely<Db>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === TABLE)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}
