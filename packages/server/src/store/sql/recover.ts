import type { Id } from '@callstation/core/model';
import type { Kysely, Transaction } from 'kysely';
import { closeEngagement, closeSession } from '../close-open.ts';
import type { RecordingRow } from '../records.types.ts';
import type { Recovered, StoreWrite, TellOfClosed } from '../store.ts';
import { lastSeq, toActivity } from './events.ts';
import { toEngagement, toRecording, toSession, toStep } from './rows.ts';
import type { SessionTable, Tables } from './tables.ts';
import { createSessions } from './sessions.ts';
import { writeAll } from './write.ts';

type Trx = Transaction<Tables>;

/** Ends all that the process before this one left open, in one transaction; see `Store.recover`. */
export function recover(db: Kysely<Tables>, tell?: TellOfClosed): Promise<Recovered> {
  return db.transaction().execute(async (trx) => {
    const alive = await trx.selectFrom('heartbeat').select('aliveAt').where('id', '=', 'centre').executeTakeFirst();
    const aliveAt = alive?.aliveAt ?? 0;
    const sessions = await trx.selectFrom('session').selectAll().where('endedAt', 'is', null).execute();
    const engagements = await trx.selectFrom('engagement').selectAll().where('doneAt', 'is', null).execute();
    const waiting = sessions.filter(({ state }) => state === 'queue' || state === 'ring');
    const next = { seq: await lastSeq(trx) };
    const agents = await leftSignedIn(trx, aliveAt, next);
    const queued = await leftQueued(trx, waiting, aliveAt, next);
    const recordings = await leftRecording(trx, aliveAt);
    await writeAll(trx, [...sessionWrites(sessions.map(toSession), aliveAt), ...agents, ...queued, ...recordings]);
    for (const row of engagements) await closePart(trx, row, aliveAt);
    await closeSteps(trx, aliveAt);
    if (tell !== undefined) await tellOf(trx, closedOf(sessions, engagements, recordings), tell);
    return {
      sessions: sessions.length,
      engagements: engagements.length,
      agents: agents.length,
      queued: queued.length,
      recordings: recordings.length,
    };
  });
}

interface Closed {
  app: Id;
  id: Id;
  wasLive: boolean;
}

/** Sessions of which anything was open, one each. */
function closedOf(
  sessions: SessionTable[],
  engagements: Tables['engagement'][],
  recordings: { recording: RecordingRow }[],
): Closed[] {
  const parts = [...engagements, ...recordings.map(({ recording }) => recording)];
  const all = [
    ...parts.map(({ app, sessionId: id }) => ({ app, id, wasLive: false })),
    ...sessions.map(({ app, id }) => ({ app, id, wasLive: true })),
  ];
  return [...new Map(all.map((one) => [JSON.stringify([one.app, one.id]), one])).values()];
}

async function tellOf(trx: Trx, closed: Closed[], tell: TellOfClosed): Promise<void> {
  const sessions = createSessions(trx);
  for (const { app, id, wasLive } of closed) {
    const record = await sessions.get(app, id);
    const last = await trx
      .selectFrom('webhookEvent')
      .select((eb) => eb.fn.max('seq').as('seq'))
      .where('app', '=', app)
      .where('sessionId', '=', id)
      .executeTakeFirst();
    if (record !== null)
      await writeAll(
        trx,
        tell(record, { wasLive, lastSeq: Number(last?.seq ?? 0) }).map((one) => ({ type: 'webhook', ...one })),
      );
  }
}

function sessionWrites(sessions: ReturnType<typeof toSession>[], aliveAt: number): StoreWrite[] {
  return sessions.map((session) => ({
    type: 'session',
    session: closeSession(session, aliveAt),
    engagements: [],
    steps: [],
  }));
}

async function closePart(trx: Trx, row: Tables['engagement'], aliveAt: number): Promise<void> {
  const { app, id, ...closed } = closeEngagement(toEngagement(row), aliveAt);
  const { endedAt, end, doneAt, state, stateAt, ringMs, talkMs, holdMs, wrapMs } = closed;
  await trx
    .updateTable('engagement')
    .set({ endedAt, doneAt, state, stateAt, ringMs, talkMs, holdMs, wrapMs })
    .set({ endReason: end?.reason ?? null, endBy: end?.by ?? null })
    .where('app', '=', app)
    .where('id', '=', id)
    .execute();
}

/** Agents whose last activity is not `offline`. */
async function leftSignedIn(trx: Trx, aliveAt: number, next: { seq: number }): Promise<StoreWrite[]> {
  const last = trx
    .selectFrom('agentActivity')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .groupBy(['app', 'agent']);
  const rows = await trx
    .selectFrom('agentActivity')
    .selectAll()
    .where('seq', 'in', last)
    .where('toStatus', '!=', 'offline')
    .orderBy('seq')
    .execute();
  return rows.map(toActivity).map(({ app, agent, at, to, load }) => ({
    type: 'activity',
    activity: {
      ...{ app, agent, from: to, to: 'offline', reason: 'restart', load },
      ...{ at: Math.max(at, aliveAt), seq: (next.seq += 1) },
    },
  }));
}

/** Who waited, or was being offered, has left the queue. */
async function leftQueued(
  trx: Trx,
  rows: SessionTable[],
  aliveAt: number,
  next: { seq: number },
): Promise<StoreWrite[]> {
  const writes: StoreWrite[] = [];
  for (const { app, id: sessionId, updatedAt } of rows) {
    const last = await trx
      .selectFrom('queueEvent')
      .selectAll()
      .where('app', '=', app)
      .where('sessionId', '=', sessionId)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    if (last === undefined || OUT_OF_QUEUE.has(last.type)) continue;
    const { skillGroup, since } = last;
    const at = Math.max(aliveAt, updatedAt, last.at);
    const event = { app, skillGroup, sessionId, since, at, type: 'left', agent: null, reason: 'systemError' } as const;
    writes.push({ type: 'queueEvent', event: { ...event, seq: (next.seq += 1) } });
  }
  return writes;
}

const OUT_OF_QUEUE: ReadonlySet<string> = new Set(['answered', 'abandoned', 'overflowed', 'left']);

async function leftRecording(trx: Trx, aliveAt: number): Promise<Extract<StoreWrite, { type: 'recording' }>[]> {
  const rows = await trx.selectFrom('recording').selectAll().where('state', 'in', ['on', 'paused']).execute();
  return rows.map(toRecording).map((recording) => ({
    type: 'recording',
    recording: { ...recording, state: 'failed', endedAt: Math.max(aliveAt, recording.startedAt) },
  }));
}

async function closeSteps(trx: Trx, aliveAt: number): Promise<void> {
  const rows = (await trx.selectFrom('sessionStep').selectAll().where('endedAt', 'is', null).execute()).map(toStep);
  for (const { app, sessionId, n, at } of rows)
    await trx
      .updateTable('sessionStep')
      .set({ endedAt: Math.max(aliveAt, at), outcome: 'failed', reason: 'systemError' })
      .where('app', '=', app)
      .where('sessionId', '=', sessionId)
      .where('n', '=', n)
      .execute();
}
