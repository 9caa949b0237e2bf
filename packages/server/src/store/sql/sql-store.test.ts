import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storeContract } from '../store.contract.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import type { StoreRig } from '../testing/store-rig.ts';
import { openPostgres } from './postgres.ts';
import { createSqlStore, type Database } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';

const framework = { describe, it, expect, beforeEach, afterEach };

async function rigOf(database: Database, clear: () => void = () => undefined): Promise<StoreRig> {
  const store = await createSqlStore(database);
  return {
    store,
    async stop() {
      await store.close();
      clear();
    },
  };
}

storeContract('SQLite in memory', () => rigOf(openSqlite(':memory:')), framework);

storeContract(
  'SQLite in a file',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'callstation-store-'));
    return rigOf(openSqlite(join(folder, 'a.db')), () => rmSync(folder, { recursive: true, force: true }));
  },
  framework,
);

describe('PostgreSQL', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startTestPostgres();
  }, 120_000);
  afterAll(() => server.stop(), 60_000);
  storeContract(
    'PostgreSQL',
    async () => {
      const lost = (error: Error): void => expect.unreachable(error.message);
      await server.clear();
      return rigOf(await openPostgres(server.url, lost));
    },
    framework,
  );
});
