import type { Id, Millis } from '@callstation/core/model';
import type { Kysely } from 'kysely';
import {
  type DueDelivery,
  type WebhookDelivery,
  type WebhookEndpoint,
  type WebhookEvent,
  type WebhookStore,
  PUSH_FORMATS,
} from '../webhooks.types.ts';
import { lineUp, lockEndpoint } from './tell.ts';
import type { Tables, WebhookDeliveryTable, WebhookEndpointTable, WebhookEventTable } from './tables.ts';
import { json, parse, text, textOrNull } from './text.ts';
import { fromExcluded } from './upsert.ts';

type Db = Kysely<Tables>;

/** Makes the {@link WebhookStore} of a database. */
export function createWebhooks(db: Db): WebhookStore {
  return {
    putEndpoint: (endpoint) => putEndpoint(db, endpoint),
    async endpoints(app) {
      const rows = await db.selectFrom('webhookEndpoint').selectAll().where('app', '=', app).orderBy('id').execute();
      return rows.map(toEndpoint);
    },
    removeEndpoint: (app, id) => removeEndpoint(db, app, id),
    due: (now, limit, except = []) => due(db, now, limit, except),
    async nextDue(now) {
      const row = await pending(db)
        .select((eb) => eb.fn.min('d.nextAt').as('at'))
        .where('d.nextAt', '>', now)
        .where('d.nextAt', '<', NEVER)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    settle: (delivery) => settle(db, delivery),
    async deliveries(app, { endpointId, eventId, state, limit = 100 } = {}) {
      let query = db.selectFrom('webhookDelivery').selectAll().where('app', '=', app);
      if (endpointId !== undefined) query = query.where('endpointId', '=', endpointId);
      if (eventId !== undefined) query = query.where('eventId', '=', eventId);
      if (state !== undefined) query = query.where('state', '=', state);
      const rows = await query.orderBy('seq', 'desc').limit(Math.min(limit, 1000)).execute();
      return rows.map(toDelivery);
    },
    async event(app, id) {
      const row = await db
        .selectFrom('webhookEvent')
        .selectAll()
        .where('app', '=', app)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toEvent(row);
    },
    replay: (app, endpointId, which, at) => replay(db, app, endpointId, which, at),
    prune: (app, before, limit = 1000) => prune(db, app, before, limit),
  };
}

/** When a delivery is due of an endpoint that is switched off. */
const NEVER = 8_640_000_000_000_000;

async function putEndpoint(db: Db, { types, enabled, ...same }: WebhookEndpoint): Promise<void> {
  const key = ['app', 'id'] as const;
  const row = { ...same, url: text(same.url, 2048), types: json(types), enabled: enabled ? 1 : 0 };
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('webhookEndpoint')
      .values(row)
      .onConflict((oc) => oc.columns(key).doUpdateSet(fromExcluded(row, [...key, 'createdAt'])))
      .execute();
    await trx
      .updateTable('webhookDelivery')
      .set({ nextAt: enabled ? same.updatedAt : NEVER })
      .where('app', '=', same.app)
      .where('endpointId', '=', same.id)
      .where('state', '=', 'pending')
      .where('nextAt', enabled ? '=' : '<', NEVER)
      .execute();
  });
}

async function removeEndpoint(db: Db, app: Id, id: Id): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockEndpoint(trx, app, id);
    await trx.deleteFrom('webhookDelivery').where('app', '=', app).where('endpointId', '=', id).execute();
    const { numDeletedRows } = await trx
      .deleteFrom('webhookEndpoint')
      .where('app', '=', app)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  });
}

/** Pending deliveries of enabled endpoints. */
function pending(db: Db) {
  return db
    .selectFrom('webhookDelivery as d')
    .innerJoin('webhookEndpoint as e', (join) => join.onRef('e.app', '=', 'd.app').onRef('e.id', '=', 'd.endpointId'))
    .where('d.state', '=', 'pending')
    .where('e.enabled', '=', 1);
}

async function due(
  db: Db,
  now: Millis,
  limit: number,
  except: readonly Pick<WebhookEndpoint, 'app' | 'id'>[],
): Promise<DueDelivery[]> {
  let query = pending(db).selectAll('d').where('d.nextAt', '<=', now);
  for (const { app, id } of except)
    query = query.where((eb) => eb.or([eb('d.app', '!=', app), eb('d.endpointId', '!=', id)]));
  const rows = await query
    .innerJoin('webhookEvent as v', (join) => join.onRef('v.app', '=', 'd.app').onRef('v.id', '=', 'd.eventId'))
    .select(['v.type', 'v.at', 'v.payload'])
    .select([
      'e.url',
      'e.secret',
      'e.types',
      'e.format',
      'e.enabled',
      'e.createdAt',
      'e.updatedAt as endpointUpdatedAt',
    ])
    .orderBy('d.nextAt')
    .orderBy('d.seq')
    .limit(limit)
    .execute();
  return rows.map(
    ({ type, at, payload, url, secret, types, format, enabled, createdAt, endpointUpdatedAt, ...delivery }) => {
      const { app, endpointId, eventId, sessionId, seq } = delivery;
      return {
        delivery: toDelivery(delivery),
        event: toEvent({ app, id: eventId, type, sessionId, seq, at, payload }),
        endpoint: toEndpoint({
          ...{ app, id: endpointId, url, secret, types, format, enabled, createdAt },
          updatedAt: endpointUpdatedAt,
        }),
      };
    },
  );
}

async function settle(db: Db, delivery: WebhookDelivery): Promise<void> {
  const { app, endpointId, eventId, state, attempts, nextAt, status, error, updatedAt } = delivery;
  await db.transaction().execute(async (trx) => {
    await lockEndpoint(trx, app, endpointId);
    const settled = await trx
      .updateTable('webhookDelivery')
      .set({ state, attempts, nextAt, status, error: textOrNull(error, 1000), updatedAt })
      .where('app', '=', app)
      .where('endpointId', '=', endpointId)
      .where('eventId', '=', eventId)
      .returning('sessionId')
      .executeTakeFirst();
    const sessionId = settled?.sessionId ?? null;
    if (sessionId !== null && state !== 'pending') await next(trx, { app, endpointId, sessionId });
  });
}

/** The first of a session that waits is pending from now on, where none is. */
async function next(db: Db, of: { app: Id; endpointId: Id; sessionId: Id }): Promise<void> {
  const first = await db
    .selectFrom('webhookDelivery')
    .select(['eventId', 'state'])
    .where('app', '=', of.app)
    .where('endpointId', '=', of.endpointId)
    .where('sessionId', '=', of.sessionId)
    .where('state', 'in', ['pending', 'waiting'])
    .orderBy('seq')
    .executeTakeFirst();
  if (first?.state !== 'waiting') return;
  await db
    .updateTable('webhookDelivery')
    .set({ state: 'pending' })
    .where('app', '=', of.app)
    .where('endpointId', '=', of.endpointId)
    .where('eventId', '=', first.eventId)
    .execute();
}

async function replay(
  db: Db,
  app: Id,
  endpointId: Id,
  which: { eventId: Id } | { dead: true },
  at: Millis,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await lockEndpoint(trx, app, endpointId);
    const again = trx
      .updateTable('webhookDelivery')
      .set({ state: 'pending', attempts: 0, nextAt: at, updatedAt: at })
      .where('app', '=', app)
      .where('endpointId', '=', endpointId);
    const { numUpdatedRows } = await (
      'eventId' in which ? again.where('eventId', '=', which.eventId) : again.where('state', '=', 'dead')
    ).executeTakeFirst();
    await lineUp(trx, app, endpointId);
    return Number(numUpdatedRows);
  });
}

async function prune(db: Db, app: Id, before: Millis, limit: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const all = trx.selectFrom('webhookEvent').select('id').where('app', '=', app).where('at', '<', before);
    const old = (await all.orderBy('at').limit(limit).execute()).map(({ id }) => id);
    if (old.length === 0) return 0;
    await trx.deleteFrom('webhookDelivery').where('app', '=', app).where('eventId', 'in', old).execute();
    const { numDeletedRows } = await trx
      .deleteFrom('webhookEvent')
      .where('app', '=', app)
      .where('id', 'in', old)
      .executeTakeFirst();
    return Number(numDeletedRows);
  });
}

function toEndpoint({ types, format, enabled, ...same }: WebhookEndpointTable): WebhookEndpoint {
  const known = PUSH_FORMATS.find((one) => one === format) ?? null;
  return { ...same, types: parse<string[] | null>(types) ?? [], format: known, enabled: enabled !== 0 };
}

function toEvent({ payload, ...same }: WebhookEventTable): WebhookEvent {
  return { ...same, payload: parse<unknown>(payload) };
}

function toDelivery({ sessionId: _session, seq: _seq, state, ...same }: WebhookDeliveryTable): WebhookDelivery {
  return { ...same, state: state as WebhookDelivery['state'] };
}
