import type { Id } from '@callstation/core/model';
import type { Kysely } from 'kysely';
import type {
  EngagementQuery,
  EngagementRow,
  RecordingRow,
  SessionQuery,
  SessionRecord,
  SessionRow,
} from '../records.types.ts';
import type { RecordingStore, SessionStore } from '../store.ts';
import { toEngagement, toRecording, toSession, toStep } from './rows.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** Makes the {@link SessionStore} of a database. */
export function createSessions(db: Db): SessionStore {
  return {
    async get(app, id) {
      const row = await db
        .selectFrom('session')
        .selectAll()
        .where('app', '=', app)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : ((await whole(db, app, [toSession(row)]))[0] ?? null);
    },
    list: async (app, query = {}) => whole(db, app, await find(db, app, query)),
    engagements: (app, query = {}) => findEngagements(db, app, query),
    remove: (app, which) => remove(db, app, which),
    async prune(app, before, limit = 1000) {
      const ended = db.selectFrom('session').select('id').where('app', '=', app).where('endedAt', '<', before);
      const kept = db.selectFrom('recording').select('sessionId').where('app', '=', app).where('deletedAt', 'is', null);
      const found = await ended.where('id', 'not in', kept).orderBy('endedAt').limit(limit).execute();
      return removeAll(...([db, app, found.map(({ id }) => id)] as const), ['engagement', 'sessionStep', 'recording']);
    },
  };
}

/** Makes the {@link RecordingStore} of a database. */
export function createRecordings(db: Db): RecordingStore {
  return {
    async get(app, id) {
      const row = await db
        .selectFrom('recording')
        .selectAll()
        .where('app', '=', app)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toRecording(row);
    },
    async list(app, { sessionId, number, before, limit = 100 } = {}) {
      let query = db.selectFrom('recording').selectAll().where('app', '=', app).where('deletedAt', 'is', null);
      if (sessionId !== undefined) query = query.where('sessionId', '=', sessionId);
      if (before !== undefined) query = query.where('startedAt', '<', before);
      if (number !== undefined) query = query.where('sessionId', 'in', ofNumber(db, app, number));
      const rows = await query
        .orderBy('startedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(Math.min(limit, 1000))
        .execute();
      return rows.map(toRecording);
    },
  };
}

const ofNumber = (db: Db, app: Id, number: string) =>
  db
    .selectFrom('session')
    .select('id')
    .where('app', '=', app)
    .where((eb) => eb.or([eb('fromNumber', '=', number), eb('toNumber', '=', number)]));

async function find(db: Db, app: Id, asked: SessionQuery): Promise<SessionRow[]> {
  const { from, to, agent, skillGroup, number, direction, live, limit = 100, after } = asked;
  let query = db.selectFrom('session').selectAll().where('app', '=', app);
  if (from !== undefined) query = query.where('createdAt', '>=', from);
  if (to !== undefined) query = query.where('createdAt', '<', to);
  if (skillGroup !== undefined) query = query.where('skillGroup', '=', skillGroup);
  if (direction !== undefined) query = query.where('direction', '=', direction);
  if (live !== undefined) query = query.where('endedAt', live ? 'is' : 'is not', null);
  if (number !== undefined)
    query = query.where((eb) => eb.or([eb('fromNumber', '=', number), eb('toNumber', '=', number)]));
  if (agent !== undefined) {
    const parts = db.selectFrom('engagement').select('sessionId').where('app', '=', app).where('agent', '=', agent);
    query = query.where('id', 'in', parts);
  }
  if (after !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('createdAt', '<', after.createdAt),
        eb.and([eb('createdAt', '=', after.createdAt), eb('id', '<', after.id)]),
      ]),
    );
  const rows = await query.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(Math.min(limit, 1000)).execute();
  return rows.map(toSession);
}

async function findEngagements(db: Db, app: Id, asked: EngagementQuery): Promise<EngagementRow[]> {
  const { from, to, agent, skillGroup, after, limit = 1000, newest = false } = asked;
  let query = db.selectFrom('engagement').selectAll().where('app', '=', app).where('doneAt', 'is not', null);
  if (from !== undefined) query = query.where('doneAt', '>=', from);
  if (to !== undefined) query = query.where('doneAt', '<', to);
  if (agent !== undefined) query = query.where('agent', '=', agent);
  if (skillGroup !== undefined) query = query.where('skillGroup', '=', skillGroup);
  if (after !== undefined)
    query = query.where((eb) =>
      eb.or([eb('doneAt', '>', after.doneAt), eb.and([eb('doneAt', '=', after.doneAt), eb('id', '>', after.id)])]),
    );
  const order = newest ? 'desc' : 'asc';
  const rows = await query.orderBy('doneAt', order).orderBy('id', order).limit(Math.min(limit, 10_000)).execute();
  return rows.map(toEngagement);
}

/** Sessions with all that belongs to them, in the order given. */
async function whole(db: Db, app: Id, sessions: readonly SessionRow[]): Promise<SessionRecord[]> {
  if (sessions.length === 0) return [];
  const ids = sessions.map(({ id }) => id);
  const [engagements, steps, recordings] = await Promise.all([
    db
      .selectFrom('engagement')
      .selectAll()
      .where('app', '=', app)
      .where('sessionId', 'in', ids)
      .orderBy('offeredAt')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('sessionStep')
      .selectAll()
      .where('app', '=', app)
      .where('sessionId', 'in', ids)
      .orderBy('n')
      .execute(),
    db
      .selectFrom('recording')
      .selectAll()
      .where('app', '=', app)
      .where('sessionId', 'in', ids)
      .orderBy('startedAt')
      .orderBy('id')
      .execute(),
  ]);
  const [partsOf, stepsOf, soundsOf] = [
    bySession(engagements.map(toEngagement)),
    bySession(steps.map(toStep)),
    bySession<RecordingRow>(recordings.map(toRecording)),
  ];
  return sessions.map((session) => ({
    ...session,
    engagements: partsOf(session.id),
    steps: stepsOf(session.id),
    recordings: soundsOf(session.id),
  }));
}

function bySession<Row extends { sessionId: Id }>(rows: readonly Row[]): (id: Id) => Row[] {
  const of = new Map<Id, Row[]>();
  for (const row of rows) of.set(row.sessionId, [...(of.get(row.sessionId) ?? []), row]);
  return (id) => of.get(id) ?? [];
}

async function remove(db: Db, app: Id, which: { id: Id } | { number: string }): Promise<number> {
  // What an agent still works on would be written down again.
  const open = db.selectFrom('engagement').select('sessionId').where('app', '=', app).where('doneAt', 'is', null);
  const ended = db.selectFrom('session').select('id').where('app', '=', app).where('endedAt', 'is not', null);
  // A file that is still being finished would be left behind, with its row.
  const sounding = db.selectFrom('recording').select('sessionId').where('app', '=', app).where('endedAt', 'is', null);
  const over = ended.where('id', 'not in', open).where('id', 'not in', sounding);
  const found =
    'id' in which
      ? over.where('id', '=', which.id)
      : over.where((eb) => eb.or([eb('fromNumber', '=', which.number), eb('toNumber', '=', which.number)]));
  return removeAll(
    db,
    app,
    (await found.execute()).map(({ id }) => id),
  );
}

/** Of one statement only so many: databases limit its parameters. */
const AT_ONCE = 500;

type Part = 'engagement' | 'sessionStep' | 'recording' | 'queueEvent' | 'webhookDelivery' | 'webhookEvent';
const PARTS: readonly Part[] = [
  ...(['engagement', 'sessionStep', 'recording', 'queueEvent'] as const),
  ...(['webhookDelivery', 'webhookEvent'] as const),
];

async function removeAll(db: Db, app: Id, ids: readonly Id[], parts = PARTS): Promise<number> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    await db.transaction().execute(async (trx) => {
      for (const table of parts)
        await trx.deleteFrom(table).where('app', '=', app).where('sessionId', 'in', some).execute();
      await trx.deleteFrom('session').where('app', '=', app).where('id', 'in', some).execute();
    });
  }
  return ids.length;
}
