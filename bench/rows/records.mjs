import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres, startPostgres } from '../../scripts/lib/postgres.mjs';
import { quantile, result, spread } from '../lib/stats.mjs';

/** @param {string} file  A module of the built server. */
const built = (file) => import(new URL(`../../packages/server/dist/modules/${file}.js`, import.meta.url));
const load = createRequire(new URL('../../packages/server/package.json', import.meta.url));
/** Calls that end within one turn of a busy centre are written together. */
const AT_ONCE = 20;
/** Calls in the tables at the end of the growth curve. */
const FULL = 100_000;
const START = 1_800_000_000_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Finished calls a store takes, and how long an answer to a command waits for being kept; raw drivers beside. */
export async function run({ turns }) {
  const calls = turns * 10 * AT_ONCE;
  const folder = mkdtempSync(join(tmpdir(), 'callstation-bench-'));
  const server = await startPostgres({ bin: await ensurePostgres({ apt: false }), durable: true });
  try {
    const file = { kind: 'file', path: join(folder, 'a.db') };
    const postgres = { kind: 'postgres', url: server.url };
    return [
      ...(await measure('sqlite', file, calls, rawSqlite)),
      ...(await measure('postgres', postgres, calls, rawPostgres)),
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(name, target, calls, floor) {
  const took = await written(target, calls);
  const raw = await floor(target);
  const answers = await answered(target, Math.min(2000, calls));
  const rows = await fill[target.kind](target, Math.ceil((FULL * calls) / 6000));
  const late = await written(target, calls);
  process.stderr.write(
    `  ${name}: ${Math.round((1000 * calls) / took)} calls/s, raw driver ${Math.round((1000 * calls) / raw)} calls/s; ` +
      `${Math.round((1000 * calls) / late)} calls/s with ${rows} calls written before\n` +
      spread(`${name} answers kept`, answers),
  );
  return [
    result(`records.${name}.call`, took / calls, calls),
    result(`records.${name}.floor`, raw / calls, calls),
    result(`records.${name}.ratio`, took / raw, calls),
    result(`records.${name}.full`, late / calls, calls),
    result(`records.${name}.growth`, late / took, calls),
    result(`records.${name}.command.p50`, quantile(answers, 0.5), answers.length),
    result(`records.${name}.command.p95`, quantile(answers, 0.95), answers.length),
  ];
}

/** Events of the whole run are numbered. */
let numbered = 0;

/** One finished call: a session, an engagement, three queue events. */
function callOf(n) {
  const [app, id, at] = ['shop', randomUUID(), START + n];
  const since = at;
  const session = {
    ...{ app, id, kind: 'phone', direction: 'in', flow: 'in', from: '+8613800138000', to: '4000', skillGroup: 'sales' },
    ...{ createdAt: at, answeredAt: at + 9000, endedAt: at + 90_000, end: { reason: 'remoteHangup', by: 'peer' } },
    ...{ state: 'over', stateAt: at + 90_000, beforeMs: 0, queueMs: 5000, ringMs: 4000, talkMs: 81_000, holdMs: 0 },
    ...{ requeues: 0, context: { flow: 'in', remark: 'asked for the invoice' }, updatedAt: at + 90_000 },
  };
  const engagement = {
    ...{ app, id: `${id}-1`, sessionId: id, agent: 'alice', agentName: 'Alice', role: 'handler', direction: 'in' },
    ...{ skillGroup: 'sales', peer: { id: 'p', role: 'customer', state: 'joined', number: '+8613800138000' } },
    ...{ offeredAt: at + 5000, answeredAt: at + 9000, endedAt: at + 90_000, end: session.end, doneAt: at + 95_000 },
    ...{ state: 'done', stateAt: at + 95_000, ringMs: 4000, talkMs: 81_000, holdMs: 0, wrapMs: 5000, annotation: null },
  };
  const event = (type) => ({
    type: 'queueEvent',
    event: { app, seq: ++numbered, skillGroup: 'sales', sessionId: id, at, type, agent: null, reason: null, since },
  });
  return [
    { type: 'session', session, engagements: [engagement], steps: [] },
    ...['enqueued', 'offered', 'answered'].map(event),
  ];
}

async function written(target, calls) {
  const { openStore } = await built('store/open-store');
  const store = await openStore(target, () => undefined);
  const batches = Array.from({ length: calls / AT_ONCE }, (_, b) =>
    Array.from({ length: AT_ONCE }, (_call, i) => callOf(b * AT_ONCE + i)).flat(),
  );
  const since = performance.now();
  for (const batch of batches) await store.write(batch);
  const took = performance.now() - since;
  await store.close();
  return took;
}

/** What a page's answer waits for. */
async function answered(target, count) {
  const { createKeeper } = await built('store/keeper');
  const { keepCommands } = await built('store/keep-commands');
  const { nodeClock } = await built('config/node-ports');
  const keeper = createKeeper({ target, clock: nodeClock, logger: silent });
  await keeper.start();
  const { keep } = keepCommands(keeper, nodeClock, { app: 'shop', agent: 'alice' });
  const took = [];
  for (let n = 0; n < count; n++) {
    const since = performance.now();
    await keep({ commandId: `c${n}`, what: 'digest', answer: { result: { sessionId: 's' } }, expiresAt: START * 2 });
    took.push(performance.now() - since);
  }
  await keeper.stop();
  return took;
}

/** Multiplies what is there until there are so many calls; how many there are then. */
async function multiply(query, most) {
  const [{ n }] = await query('select count(*) as n from session');
  const times = Math.max(1, Math.round(most / Number(n)) - 1);
  const copies = Array.from({ length: times }, (_, i) => `(${i + 1})`).join(', ');
  for (const table of Object.keys(TABLES)) {
    const [row] = await query(`select * from ${table} limit 1`);
    const columns = Object.keys(row);
    const values = columns.map((column) => {
      // No copy may be taken for what it is a copy of; the front is what an index goes by.
      if (column === 'id' || column === 'session_id')
        return `substr(${column}, 3 + k.column1 % 30) || '-' || k.column1`;
      return column === 'seq' ? 'seq + k.column1 * 10000000' : `t.${column}`;
    });
    await query(
      `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} t cross join (values ${copies}) k`,
    );
  }
  return Number(n) * (times + 1);
}

const fill = {
  async file({ path }, most) {
    const Database = load('libsql');
    const db = new Database(path);
    const full = await multiply((sql) => {
      const statement = db.prepare(sql);
      return sql.startsWith('select') ? statement.all([]) : statement.run([]);
    }, most);
    db.close();
    return full;
  },
  async postgres({ url }, most) {
    const { Client } = load('pg');
    const client = new Client({ connectionString: url });
    await client.connect();
    const full = await multiply(async (sql) => (await client.query(sql)).rows, most);
    await client.query('analyze');
    await client.end();
    return full;
  },
};

/** Rows of the store's own tables, put into the same tables again by the driver alone. */
const TABLES = { session: 1, engagement: 1, queue_event: 3 };

function shareOut(rows, each) {
  const size = AT_ONCE * each;
  return Array.from({ length: rows.length / size }, (_, b) => rows.slice(b * size, (b + 1) * size));
}

function rawSqlite({ path }) {
  const Database = load('libsql');
  const db = new Database(path);
  db.pragma('synchronous = NORMAL');
  const tables = Object.entries(TABLES).map(([name, each]) => {
    const rows = db.prepare(`select * from ${name}`).raw().all([]);
    db.exec(`delete from ${name}`);
    const row = `(${rows[0].map(() => '?').join(', ')})`;
    const places = Array.from({ length: AT_ONCE * each }, () => row).join(', ');
    return { insert: db.prepare(`insert into ${name} values ${places}`), batches: shareOut(rows, each) };
  });
  const since = performance.now();
  for (let b = 0; b < tables[0].batches.length; b++) {
    db.exec('begin');
    for (const { insert, batches } of tables) insert.run(batches[b].flat());
    db.exec('commit');
  }
  const took = performance.now() - since;
  db.close();
  return took;
}

async function rawPostgres({ url }) {
  const { Client } = load('pg');
  const client = new Client({ connectionString: url });
  await client.connect();
  const tables = [];
  for (const [name, each] of Object.entries(TABLES)) {
    const { rows } = await client.query({ text: `select * from ${name}`, rowMode: 'array' });
    await client.query(`truncate ${name}`);
    tables.push({ name, batches: shareOut(rows, each) });
  }
  const since = performance.now();
  for (let b = 0; b < tables[0].batches.length; b++) {
    await client.query('begin');
    for (const { name, batches } of tables) {
      const rows = batches[b];
      const places = rows.map((row, r) => `(${row.map((_, c) => `$${r * row.length + c + 1}`).join(', ')})`);
      await client.query(`insert into ${name} values ${places.join(', ')}`, rows.flat());
    }
    await client.query('commit');
  }
  const took = performance.now() - since;
  await client.end();
  return took;
}
