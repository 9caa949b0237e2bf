import type { Id } from '@callstation/core/model';
import type { Kysely } from 'kysely';
import type { Telling } from '../webhooks.types.ts';
import type { Tables } from './tables.ts';
import { json } from './text.ts';

type Db = Kysely<Tables>;

/**
 * Keeps events with their deliveries. Of each endpoint and session one delivery is pending and those after it wait, so that what
 * is due is found without looking at all that is not, however long an endpoint is away.
 */
export async function tell(db: Db, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length === 0) return;
  await db
    .insertInto('webhookEvent')
    .values(tellings.map(({ event }) => ({ ...event, payload: json(event.payload, 262_144) })))
    .onConflict((oc) => oc.columns(['app', 'id']).doNothing())
    .execute();
  const deliveries = tellings.flatMap(({ event: { app, id: eventId, sessionId, seq, at }, to }) =>
    to.map((endpointId) => ({
      ...{ app, endpointId, eventId, sessionId, seq, state: 'pending', attempts: 0 },
      ...{ nextAt: at, status: null, error: null, updatedAt: at },
    })),
  );
  if (deliveries.length === 0) return;
  const endpoints = new Map(deliveries.map((one) => [JSON.stringify([one.app, one.endpointId]), one]));
  for (const { app, endpointId } of endpoints.values()) await lockEndpoint(db, app, endpointId);
  await db
    .insertInto('webhookDelivery')
    .values(deliveries)
    .onConflict((oc) => oc.columns(['app', 'endpointId', 'eventId']).doNothing())
    .execute();
  for (const { app, endpointId } of endpoints.values())
    await lineUp(
      db,
      app,
      endpointId,
      deliveries.filter((one) => one.app === app && one.endpointId === endpointId).map(({ eventId }) => eventId),
    );
}

/**
 * Until the end of the transaction nobody else changes deliveries of that endpoint: what begins to wait and what it waits for
 * must not miss each other.
 */
export async function lockEndpoint(db: Db, app: Id, endpointId: Id): Promise<void> {
  await db
    .updateTable('webhookEndpoint')
    .set((eb) => ({ enabled: eb.ref('enabled') }))
    .where('app', '=', app)
    .where('id', '=', endpointId)
    .execute();
}

/** Of these pending deliveries those wait that have one before them in their session. Left out: of all of the endpoint. */
export async function lineUp(db: Db, app: Id, endpointId: Id, events?: readonly Id[]): Promise<void> {
  let query = db
    .updateTable('webhookDelivery as d')
    .set({ state: 'waiting' })
    .where('d.app', '=', app)
    .where('d.endpointId', '=', endpointId)
    .where('d.state', '=', 'pending')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('webhookDelivery as earlier')
          .select('earlier.eventId')
          .whereRef('earlier.app', '=', 'd.app')
          .whereRef('earlier.endpointId', '=', 'd.endpointId')
          .whereRef('earlier.sessionId', '=', 'd.sessionId')
          .where('earlier.state', 'in', ['pending', 'waiting'])
          .whereRef('earlier.seq', '<', 'd.seq'),
      ),
    );
  if (events !== undefined) query = query.where('d.eventId', 'in', events);
  await query.execute();
}
