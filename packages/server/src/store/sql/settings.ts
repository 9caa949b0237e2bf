import type { Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Kysely } from 'kysely';
import type { Setting, SettingChange, SettingStore } from '../settings.types.ts';
import type { SettingTable, Tables } from './tables.ts';
import { parse, textOrNull, wholeJson } from './text.ts';

type Db = Kysely<Tables>;

/** Bytes of one document, about. */
export const SETTING_MOST = 262_144;

/** Makes the {@link SettingStore} of a database. */
export function createSettings(db: Db): SettingStore {
  return {
    get: (app, kind, id) => get(db, app, kind, id),
    async list(app, kind) {
      const rows = await db
        .selectFrom('setting')
        .selectAll()
        .where('app', '=', app)
        .where('kind', '=', kind)
        .orderBy('id')
        .execute();
      return rows.map(toSetting);
    },
    put: (change) => put(db, change),
    async remove(app, kind, id, version) {
      let query = db.deleteFrom('setting').where('app', '=', app).where('kind', '=', kind).where('id', '=', id);
      if (version !== undefined) query = query.where('version', '=', version);
      const { numDeletedRows } = await query.executeTakeFirst();
      if (numDeletedRows > 0n) return true;
      const present = version === undefined ? null : await get(db, app, kind, id);
      if (present !== null) throw changedMeanwhile(present.version);
      return false;
    },
  };
}

async function get(db: Db, app: Id, kind: string, id: Id): Promise<Setting | null> {
  const row = await db
    .selectFrom('setting')
    .selectAll()
    .where('app', '=', app)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : toSetting(row);
}

/** Decided by the database in one statement each, so that of two at once one is told. */
async function put(db: Db, { app, kind, id, value, updatedAt, updatedBy, version }: SettingChange): Promise<Setting> {
  const written = { value: wholeJson(value, SETTING_MOST), updatedAt, updatedBy: textOrNull(updatedBy ?? null) };
  for (;;) {
    const present = version ?? (await get(db, app, kind, id))?.version ?? 0;
    const done =
      present === 0
        ? await db
            .insertInto('setting')
            .values({ app, kind, id, ...written, version: 1 })
            .onConflict((oc) => oc.columns(['app', 'kind', 'id']).doNothing())
            .returningAll()
            .executeTakeFirst()
        : await db
            .updateTable('setting')
            .set({ ...written, version: present + 1 })
            .where('app', '=', app)
            .where('kind', '=', kind)
            .where('id', '=', id)
            .where('version', '=', present)
            .returningAll()
            .executeTakeFirst();
    if (done !== undefined) return toSetting(done);
    if (version !== undefined) throw changedMeanwhile((await get(db, app, kind, id))?.version ?? 0);
  }
}

function changedMeanwhile(version: number): CallstationError {
  return new CallstationError('invalidState', 'It was changed meanwhile. Read it again, then change it.', {
    data: { version },
  });
}

function toSetting({ value, ...same }: SettingTable): Setting {
  return { ...same, value: parse<unknown>(value) };
}
