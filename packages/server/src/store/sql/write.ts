import type { Kysely } from 'kysely';
import type { StoreWrite } from '../store.ts';
import { fromEngagement, fromRecording, fromSession, fromStep } from './rows.ts';
import type { Tables } from './tables.ts';
import { SETTING_MOST } from './settings.ts';
import { tell } from './tell.ts';
import { json, text, textOrNull, wholeJson } from './text.ts';
import { fromExcluded, lastOfEach } from './upsert.ts';

type Of<T extends StoreWrite['type']> = Extract<StoreWrite, { type: T }>;
type Db = Kysely<Tables>;

/** Writes them, all or none. */
export async function writeTogether(db: Db, writes: readonly StoreWrite[]): Promise<void> {
  // A page waits for the answer of its command: one statement is all or nothing by itself.
  if (writes.every(({ type }) => type === 'command')) await writeAll(db, writes);
  else await db.transaction().execute((trx) => writeAll(trx, writes));
}

/** Within the transaction that `db` is in, table by table; nothing refers across tables, so their order is free. */
export async function writeAll(db: Db, writes: readonly StoreWrite[]): Promise<void> {
  const of = <T extends StoreWrite['type']>(type: T): Of<T>[] =>
    writes.filter((write): write is Of<T> => write.type === type);
  await sessions(db, of('session'));
  await recordings(db, of('recording'));
  await activity(db, of('activity'));
  await queueEvents(db, of('queueEvent'));
  await commands(db, of('command'));
  await tell(db, [...of('session').flatMap((write) => write.tell ?? []), ...of('webhook')]);
  await audit(db, of('audit'));
  await settings(db, of('setting'));
  const alive = of('alive').at(-1);
  if (alive !== undefined) await heartbeat(db, alive.at);
}

async function sessions(db: Db, writes: Of<'session'>[]): Promise<void> {
  const byId = ['app', 'id'] as const;
  const rows = lastOfEach(writes, ({ session }) => [session.app, session.id]).map(({ session }) =>
    fromSession(session),
  );
  const [first] = rows;
  if (first !== undefined)
    await db
      .insertInto('session')
      .values(rows)
      .onConflict((oc) => oc.columns(byId).doUpdateSet(fromExcluded(first, byId)))
      .execute();
  const parts = lastOfEach(
    writes.flatMap(({ engagements }) => engagements),
    ({ app, id }) => [app, id],
  ).map(fromEngagement);
  const [part] = parts;
  if (part !== undefined)
    await db
      .insertInto('engagement')
      .values(parts)
      .onConflict((oc) => oc.columns(byId).doUpdateSet(fromExcluded(part, byId)))
      .execute();
  const byNumber = ['app', 'sessionId', 'n'] as const;
  const steps = lastOfEach(
    writes.flatMap((write) => write.steps),
    ({ app, sessionId, n }) => [app, sessionId, n],
  ).map(fromStep);
  const [step] = steps;
  if (step !== undefined)
    await db
      .insertInto('sessionStep')
      .values(steps)
      .onConflict((oc) => oc.columns(byNumber).doUpdateSet(fromExcluded(step, byNumber)))
      .execute();
}

async function recordings(db: Db, writes: Of<'recording'>[]): Promise<void> {
  const byId = ['app', 'id'] as const;
  const rows = lastOfEach(writes, ({ recording }) => [recording.app, recording.id]).map(({ recording }) =>
    fromRecording(recording),
  );
  const [first] = rows;
  if (first === undefined) return;
  await db
    .insertInto('recording')
    .values(rows)
    .onConflict((oc) => oc.columns(byId).doUpdateSet(fromExcluded(first, byId)))
    .execute();
}

async function activity(db: Db, writes: Of<'activity'>[]): Promise<void> {
  const rows = writes.map(({ activity: { from, to, reason, load, ...same } }) => ({
    ...same,
    ...{ fromStatus: from, toStatus: to, reason: textOrNull(reason), load: json(load) },
  }));
  if (rows.length === 0) return;
  await db
    .insertInto('agentActivity')
    .values(rows)
    .onConflict((oc) => oc.columns(['app', 'seq']).doNothing())
    .execute();
}

async function queueEvents(db: Db, writes: Of<'queueEvent'>[]): Promise<void> {
  if (writes.length === 0) return;
  await db
    .insertInto('queueEvent')
    .values(writes.map(({ event }) => event))
    .onConflict((oc) => oc.columns(['app', 'seq']).doNothing())
    .execute();
}

/** The first answer stands. */
async function commands(db: Db, writes: Of<'command'>[]): Promise<void> {
  if (writes.length === 0) return;
  await db
    .insertInto('command')
    .values(writes.map(({ command }) => ({ ...command, answer: json(command.answer, 262_144) })))
    .onConflict((oc) => oc.columns(['app', 'agent', 'commandId']).doNothing())
    .execute();
}

async function audit(db: Db, writes: Of<'audit'>[]): Promise<void> {
  if (writes.length === 0) return;
  await db
    .insertInto('audit')
    .values(
      writes.map(({ entry: { actor, action, target, data, ...same } }) => ({
        ...same,
        ...{ actor: text(actor), action: text(action), target: textOrNull(target, 1024), data: json(data) },
      })),
    )
    .onConflict((oc) => oc.columns(['app', 'id']).doNothing())
    .execute();
}

async function settings(db: Db, writes: Of<'setting'>[]): Promise<void> {
  for (const { change } of lastOfEach(writes, ({ change: { app, kind, id } }) => [app, kind, id])) {
    const { app, kind, id, value, updatedAt, updatedBy = null } = change;
    const written = { value: wholeJson(value, SETTING_MOST), updatedAt, updatedBy: textOrNull(updatedBy) };
    await db
      .insertInto('setting')
      .values({ app, kind, id, ...written, version: 1 })
      .onConflict((oc) =>
        oc
          .columns(['app', 'kind', 'id'])
          .doUpdateSet((eb) => ({ ...written, version: eb('setting.version', '+', 1) }))
          .where('setting.value', '!=', written.value),
      )
      .execute();
  }
}

/** Tells that the process is alive. */
async function heartbeat(db: Db, aliveAt: number): Promise<void> {
  await db
    .insertInto('heartbeat')
    .values({ id: 'centre', aliveAt })
    .onConflict((oc) => oc.column('id').doUpdateSet({ aliveAt }))
    .execute();
}
