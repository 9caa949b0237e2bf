// The thread that writes to a database file. SQLite works within the thread that asks it, and the sound of calls must not wait.
import { parentPort, workerData } from 'node:worker_threads';
import { CamelCasePlugin, Kysely } from 'kysely';
import { connect } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { writeTogether } from './write.ts';
import type { WriterAsked, WriterSaid } from './writer.types.ts';

const db = new Kysely<Tables>({ dialect: connect(String(workerData)), plugins: [new CamelCasePlugin()] });
const say = (said: WriterSaid): void => parentPort?.postMessage(said);
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (asked: WriterAsked) => {
  last = last.then(() => ('close' in asked ? close() : write(asked)));
});

async function write({ id, writes }: Exclude<WriterAsked, { close: true }>): Promise<void> {
  try {
    await writeTogether(db, writes);
    say({ id });
  } catch (thrown) {
    say({ id, error: plainOf(thrown) });
  }
}

async function close(): Promise<void> {
  await db.destroy();
  parentPort?.close();
}

/** Errors cross threads without their own fields. */
function plainOf(thrown: unknown): NonNullable<WriterSaid['error']> {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) };
  const { name, message } = thrown;
  return { name, message, ...('code' in thrown ? { code: String(thrown.code) } : {}) };
}
