import type { Id, Millis } from '@callstation/core/model';
import type { Kysely } from 'kysely';
import type { DueDelivery, WebhookDelivery, WebhookEndpoint, WebhookEvent, WebhookStore } from '../webhooks.types.ts';
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
    due: (now, limit) => due(db, now, limit),
    async nextDue() {
      const row = await db
        .selectFrom('webhookDelivery')
        .select((eb) => eb.fn.min('nextAt').as('at'))
        .where('state', '=', 'pending')
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

async function putEndpoint(db: Db, { types, enabled, ...same }: WebhookEndpoint): Promise<void> {
  const key = ['app', 'id'] as const;
  const row = { ...same, url: text(same.url, 2048), types: json(types), enabled: enabled ? 1 : 0 };
  await db
    .insertInto('webhookEndpoint')
    .values(row)
    .onConflict((oc) => oc.columns(key).doUpdateSet(fromExcluded(row, [...key, 'createdAt'])))
    .execute();
}

async function removeEndpoint(db: Db, app: Id, id: Id): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await trx.deleteFrom('webhookDelivery').where('app', '=', app).where('endpointId', '=', id).execute();
    const { numDeletedRows } = await trx
      .deleteFrom('webhookEndpoint')
      .where('app', '=', app)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  });
}

async function due(db: Db, now: Millis, limit: number): Promise<DueDelivery[]> {
  const rows = await db
    .selectFrom('webhookDelivery as d')
    .innerJoin('webhookEndpoint as e', (join) => join.onRef('e.app', '=', 'd.app').onRef('e.id', '=', 'd.endpointId'))
    .selectAll('d')
    .where('d.state', '=', 'pending')
    .where('d.nextAt', '<=', now)
    .where('e.enabled', '=', 1)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('webhookDelivery as earlier')
            .select('earlier.eventId')
            .whereRef('earlier.app', '=', 'd.app')
            .whereRef('earlier.endpointId', '=', 'd.endpointId')
            .whereRef('earlier.sessionId', '=', 'd.sessionId')
            .where('earlier.state', '=', 'pending')
            .whereRef('earlier.seq', '<', 'd.seq'),
        ),
      ),
    )
    .orderBy('d.nextAt')
    .orderBy('d.seq')
    .limit(limit)
    .execute();
  const found = await Promise.all(rows.map((row) => withEvent(db, toDelivery(row))));
  return found.filter((one) => one !== null);
}

async function withEvent(db: Db, delivery: WebhookDelivery): Promise<DueDelivery | null> {
  const { app, endpointId, eventId } = delivery;
  const of = { event: db.selectFrom('webhookEvent'), endpoint: db.selectFrom('webhookEndpoint') };
  const event = await of.event.selectAll().where('app', '=', app).where('id', '=', eventId).executeTakeFirst();
  const endpoint = await of.endpoint.selectAll().where('app', '=', app).where('id', '=', endpointId).executeTakeFirst();
  if (event === undefined || endpoint === undefined) return null;
  return { delivery, event: toEvent(event), endpoint: toEndpoint(endpoint) };
}

async function settle(db: Db, delivery: WebhookDelivery): Promise<void> {
  const { app, endpointId, eventId, state, attempts, nextAt, status, error, updatedAt } = delivery;
  await db
    .updateTable('webhookDelivery')
    .set({ state, attempts, nextAt, status, error: textOrNull(error, 1000), updatedAt })
    .where('app', '=', app)
    .where('endpointId', '=', endpointId)
    .where('eventId', '=', eventId)
    .execute();
}

async function replay(
  db: Db,
  app: Id,
  endpointId: Id,
  which: { eventId: Id } | { dead: true },
  at: Millis,
): Promise<number> {
  const again = db
    .updateTable('webhookDelivery')
    .set({ state: 'pending', attempts: 0, nextAt: at, updatedAt: at })
    .where('app', '=', app)
    .where('endpointId', '=', endpointId);
  const { numUpdatedRows } = await (
    'eventId' in which ? again.where('eventId', '=', which.eventId) : again.where('state', '=', 'dead')
  ).executeTakeFirst();
  return Number(numUpdatedRows);
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

function toEndpoint({ types, enabled, ...same }: WebhookEndpointTable): WebhookEndpoint {
  return { ...same, types: parse<string[] | null>(types) ?? [], enabled: enabled !== 0 };
}

function toEvent({ payload, ...same }: WebhookEventTable): WebhookEvent {
  return { ...same, payload: parse<unknown>(payload) };
}

function toDelivery({ sessionId: _session, seq: _seq, state, ...same }: WebhookDeliveryTable): WebhookDelivery {
  return { ...same, state: state as WebhookDelivery['state'] };
}
