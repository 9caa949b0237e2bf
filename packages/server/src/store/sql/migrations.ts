import type { CreateTableBuilder, Kysely, Migration } from 'kysely';

/**
 * All migrations, in order of their names. Forward only: one that was published is never changed, and none has a way back.
 * They run on every database alike, so: `text`, `bigint`, `integer`, and nothing only one of them has.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_records': {
    async up(db) {
      await sessions(db);
      await partsOfSessions(db);
      await events(db);
    },
  },
  '0002_centre': {
    async up(db) {
      await centre(db);
      await webhooks(db);
    },
  },
  '0003_missed': {
    up: (db) => db.schema.alterTable('engagement').addColumn('missed', 'text').execute(),
  },
  '0004_reports': {
    async up(db) {
      await index(db, 'engagement', ['app', 'doneAt']);
      await index(db, 'agentActivity', ['app', 'agent', 'at']);
    },
  },
  '0005_webhooks': {
    async up(db) {
      await index(db, 'webhookDelivery', ['state', 'nextAt', 'app', 'endpointId']);
      await index(db, 'webhookDelivery', ['app', 'sessionId']);
      await index(db, 'webhookEvent', ['app', 'sessionId']);
    },
  },
  '0006_push_formats': {
    up: (db) => db.schema.alterTable('webhookEndpoint').addColumn('format', 'text').execute(),
  },
};

type Db = Kysely<unknown>;
type Types = Readonly<Record<string, 'text' | 'bigint' | 'integer'>>;

/** Columns whose name ends in `?` may be null. */
async function table(db: Db, name: string, columns: Types, key: readonly string[]): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    const nullable = column.endsWith('?');
    builder = builder.addColumn(nullable ? column.slice(0, -1) : column, type, (c) => (nullable ? c : c.notNull()));
  }
  await builder.addPrimaryKeyConstraint(`${name}Pk`, [...key]).execute();
}

async function index(db: Db, on: string, columns: readonly string[]): Promise<void> {
  const name = `${on}By${columns.map((column) => column.charAt(0).toUpperCase() + column.slice(1)).join('')}`;
  await db.schema
    .createIndex(name)
    .on(on)
    .columns([...columns])
    .execute();
}

const END = { 'endReason?': 'text', 'endBy?': 'text', 'endCause?': 'text' } as const;

async function sessions(db: Db): Promise<void> {
  await table(
    db,
    'session',
    {
      ...{ app: 'text', id: 'text', kind: 'text', direction: 'text', flow: 'text' },
      ...{ 'fromNumber?': 'text', 'toNumber?': 'text', 'skillGroup?': 'text' },
      ...{ createdAt: 'bigint', 'answeredAt?': 'bigint', 'endedAt?': 'bigint', ...END },
      ...{ state: 'text', stateAt: 'bigint', beforeMs: 'bigint', queueMs: 'bigint' },
      ...{ ringMs: 'bigint', talkMs: 'bigint', holdMs: 'bigint' },
      ...{ requeues: 'integer', context: 'text', updatedAt: 'bigint' },
    },
    ['app', 'id'],
  );
  await index(db, 'session', ['app', 'createdAt']);
  await index(db, 'session', ['app', 'endedAt']);
  await index(db, 'session', ['endedAt']);
  await index(db, 'session', ['app', 'fromNumber']);
  await index(db, 'session', ['app', 'toNumber']);
  await table(
    db,
    'engagement',
    {
      ...{ app: 'text', id: 'text', sessionId: 'text', agent: 'text', agentName: 'text' },
      ...{ role: 'text', direction: 'text', 'skillGroup?': 'text', peer: 'text' },
      ...{ offeredAt: 'bigint', 'answeredAt?': 'bigint', 'endedAt?': 'bigint', 'doneAt?': 'bigint', ...END },
      ...{ state: 'text', stateAt: 'bigint' },
      ...{ ringMs: 'bigint', talkMs: 'bigint', holdMs: 'bigint', wrapMs: 'bigint', 'annotation?': 'text' },
    },
    ['app', 'id'],
  );
  await index(db, 'engagement', ['app', 'sessionId']);
  await index(db, 'engagement', ['app', 'agent', 'offeredAt']);
  await index(db, 'engagement', ['doneAt']);
}

async function partsOfSessions(db: Db): Promise<void> {
  await table(
    db,
    'sessionStep',
    {
      ...{
        app: 'text',
        sessionId: 'text',
        n: 'integer',
        kind: 'text',
        byAgent: 'text',
        'target?': 'text',
        at: 'bigint',
      },
      ...{ 'answeredAt?': 'bigint', 'endedAt?': 'bigint', 'outcome?': 'text', 'reason?': 'text' },
    },
    ['app', 'sessionId', 'n'],
  );
  await table(
    db,
    'recording',
    {
      ...{ app: 'text', id: 'text', sessionId: 'text', file: 'text', state: 'text' },
      ...{ startedAt: 'bigint', 'endedAt?': 'bigint', ms: 'bigint', bytes: 'bigint', 'deletedAt?': 'bigint' },
    },
    ['app', 'id'],
  );
  await index(db, 'recording', ['app', 'sessionId']);
  await index(db, 'recording', ['app', 'startedAt']);
}

async function events(db: Db): Promise<void> {
  await table(
    db,
    'agentActivity',
    {
      ...{ app: 'text', seq: 'bigint', agent: 'text', at: 'bigint' },
      ...{ fromStatus: 'text', toStatus: 'text', 'reason?': 'text', load: 'text' },
    },
    ['app', 'seq'],
  );
  await index(db, 'agentActivity', ['app', 'at']);
  await index(db, 'agentActivity', ['app', 'agent', 'seq']);
  await table(
    db,
    'queueEvent',
    {
      ...{ app: 'text', seq: 'bigint', skillGroup: 'text', sessionId: 'text', at: 'bigint' },
      ...{ type: 'text', 'agent?': 'text', 'reason?': 'text', since: 'bigint' },
    },
    ['app', 'seq'],
  );
  await index(db, 'queueEvent', ['app', 'at']);
  await index(db, 'queueEvent', ['app', 'sessionId', 'seq']);
}

async function centre(db: Db): Promise<void> {
  await table(db, 'heartbeat', { id: 'text', aliveAt: 'bigint' }, ['id']);
  await table(
    db,
    'command',
    { app: 'text', agent: 'text', commandId: 'text', what: 'text', answer: 'text', expiresAt: 'bigint' },
    ['app', 'agent', 'commandId'],
  );
  await index(db, 'command', ['expiresAt']);
  await table(
    db,
    'setting',
    {
      ...{ app: 'text', kind: 'text', id: 'text', value: 'text' },
      ...{ version: 'integer', updatedAt: 'bigint', 'updatedBy?': 'text' },
    },
    ['app', 'kind', 'id'],
  );
  await table(
    db,
    'apiKey',
    {
      ...{ app: 'text', id: 'text', name: 'text', role: 'text', hash: 'text' },
      ...{ createdAt: 'bigint', 'expiresAt?': 'bigint', 'revokedAt?': 'bigint', 'usedAt?': 'bigint' },
    },
    ['app', 'id'],
  );
  await db.schema.createIndex('apiKeyByHash').on('apiKey').column('hash').unique().execute();
  await table(
    db,
    'audit',
    { app: 'text', id: 'text', at: 'bigint', actor: 'text', action: 'text', 'target?': 'text', data: 'text' },
    ['app', 'id'],
  );
  await index(db, 'audit', ['app', 'at']);
}

async function webhooks(db: Db): Promise<void> {
  await table(
    db,
    'webhookEndpoint',
    {
      ...{ app: 'text', id: 'text', url: 'text', secret: 'text', types: 'text' },
      ...{ enabled: 'integer', createdAt: 'bigint', updatedAt: 'bigint' },
    },
    ['app', 'id'],
  );
  await table(
    db,
    'webhookEvent',
    { app: 'text', id: 'text', type: 'text', 'sessionId?': 'text', seq: 'bigint', at: 'bigint', payload: 'text' },
    ['app', 'id'],
  );
  await index(db, 'webhookEvent', ['app', 'at']);
  await table(
    db,
    'webhookDelivery',
    {
      ...{ app: 'text', endpointId: 'text', eventId: 'text', 'sessionId?': 'text', seq: 'bigint', state: 'text' },
      ...{ attempts: 'integer', nextAt: 'bigint', 'status?': 'integer', 'error?': 'text', updatedAt: 'bigint' },
    },
    ['app', 'endpointId', 'eventId'],
  );
  await index(db, 'webhookDelivery', ['state', 'nextAt']);
  await index(db, 'webhookDelivery', ['app', 'endpointId', 'sessionId', 'state', 'seq']);
}
