import type { Kysely } from 'kysely';
import type { ApiKeyStore, AuditStore } from '../settings.types.ts';
import type { Tables } from './tables.ts';
import { parse, text } from './text.ts';

/** Makes the {@link ApiKeyStore} of a database. */
export function createKeys(db: Kysely<Tables>): ApiKeyStore {
  return {
    async add(key) {
      await db
        .insertInto('apiKey')
        .values({ ...key, name: text(key.name) })
        .execute();
    },
    async byHash(hash) {
      return (await db.selectFrom('apiKey').selectAll().where('hash', '=', hash).executeTakeFirst()) ?? null;
    },
    async list(app) {
      return db.selectFrom('apiKey').selectAll().where('app', '=', app).orderBy('createdAt').orderBy('id').execute();
    },
    async revoke(app, id, at) {
      const { numUpdatedRows } = await db
        .updateTable('apiKey')
        .set({ revokedAt: at })
        .where('app', '=', app)
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async used(app, id, at) {
      await db.updateTable('apiKey').set({ usedAt: at }).where('app', '=', app).where('id', '=', id).execute();
    },
  };
}

/** Makes the {@link AuditStore} of a database. */
export function createAudit(db: Kysely<Tables>): AuditStore {
  return {
    async list(app, { from, to, actor, action, limit = 100 } = {}) {
      let query = db.selectFrom('audit').selectAll().where('app', '=', app);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (actor !== undefined) query = query.where('actor', '=', actor);
      if (action !== undefined) query = query.where('action', '=', action);
      const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(Math.min(limit, 1000)).execute();
      return rows.map(({ data, ...same }) => ({ ...same, data: parse<unknown>(data) }));
    },
    async prune(app, before, limit = 1000) {
      const old = db.selectFrom('audit').select('id').where('app', '=', app).where('at', '<', before);
      const { numDeletedRows } = await db
        .deleteFrom('audit')
        .where('app', '=', app)
        .where('id', 'in', old.orderBy('at').limit(limit))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
