import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import LibsqlDatabase from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../open-store.ts';
import { MIGRATIONS } from './migrations.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callstation-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lost = (): void => undefined;

describe('migrations', () => {
  it('run once, and leave what is there alone', async () => {
    const path = join(folder, 'a.db');
    const first = await openStore({ kind: 'file', path }, lost);
    await first.settings.put({ app: 'shop', kind: 'k', id: 'i', value: 1, updatedAt: 1 });
    await first.close();
    const again = await openStore({ kind: 'file', path }, lost);
    expect(await again.settings.get('shop', 'k', 'i')).toMatchObject({ value: 1 });
    await again.close();
    const raw = new LibsqlDatabase(path);
    const done = raw.prepare('select name from callstation_migration order by name').all([]);
    expect(done).toEqual(Object.keys(MIGRATIONS).map((name) => ({ name })));
    raw.close();
  });

  it('refuse a database that a newer program has used, and change nothing in it', async () => {
    const path = join(folder, 'a.db');
    await (await openStore({ kind: 'file', path }, lost)).close();
    const raw = new LibsqlDatabase(path);
    raw.exec("insert into callstation_migration values ('9999_later', '2099-01-01')");
    await expect(openStore({ kind: 'file', path }, lost)).rejects.toThrow(/9999_later.*a newer version has used it/u);
    expect(raw.prepare('select count(*) as n from callstation_migration').get([])).toMatchObject({
      n: Object.keys(MIGRATIONS).length + 1,
    });
    raw.close();
  });

  it('refuse a file that is no database, by name', async () => {
    await expect(openStore({ kind: 'file', path: '/dev/null/x.db' }, lost)).rejects.toThrow(
      /The store file:\/dev\/null\/x\.db cannot be used/u,
    );
  });
});
