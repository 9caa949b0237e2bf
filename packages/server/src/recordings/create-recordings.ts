import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { openSqlite } from '../store/sql/sqlite.ts';
import { createSqlStore } from '../store/sql/sql-store.ts';
import type { Store } from '../store/store.ts';
import { createRecordingKeeper, type RecordingKeeper } from './keeper.ts';
import { createRecordingFolder, type RecordingFolder } from './recording-folder.ts';

/** The parts that recording is made of. */
export interface Recordings {
  keeper: RecordingKeeper;
  /** Where a switch writes to. */
  place: Pick<RecordingFolder, 'create'> & { format: 'ogg' | 'wav' };
  /** Rejects when the folder cannot be made. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface RecordingsSetting {
  demo: boolean;
  tenants: readonly { id: Id }[];
  recordings?: { folder: string; format: 'ogg' | 'wav'; retentionDays?: number };
}

/** Makes them; null where nothing is to be recorded. The demo's recordings go with it. */
export function createRecordings(
  { demo, tenants, recordings }: RecordingsSetting,
  ports: { clock: Clock; random: Random; logger: Logger },
): Recordings | null {
  const set = recordings ?? (demo ? { folder: demoFolder(ports.random), format: 'ogg' as const } : null);
  if (set === null) return null;
  const folder = createRecordingFolder(set.folder);
  const opened = createSqlStore(openSqlite(':memory:'));
  // Asked for at the start; until then it is nobody's failure.
  opened.catch(() => undefined);
  const keeper = createRecordingKeeper({
    ...{ ...ports, folder, store: later(opened), apps: tenants.map(({ id }) => id) },
    ...(set.retentionDays === undefined ? {} : { retentionDays: set.retentionDays }),
  });
  return {
    keeper,
    place: { create: (name) => folder.create(name), format: set.format },
    async start() {
      await Promise.all([opened, folder.prepare()]);
      keeper.start();
    },
    async stop() {
      await keeper.stop();
      await opened.then((store) => store.close()).catch(() => undefined);
      if (recordings === undefined) await rm(set.folder, { recursive: true, force: true });
    },
  };
}

function demoFolder(random: Random): string {
  return join(tmpdir(), `callstation-recordings-${random.id()}`);
}

/** A store that is still being opened. */
function later(opened: Promise<Store>): Pick<Store, 'write' | 'recordings' | 'audit'> {
  return {
    write: async (writes) => (await opened).write(writes),
    recordings: {
      get: async (app, id) => (await opened).recordings.get(app, id),
      list: async (app, query) => (await opened).recordings.list(app, query),
    },
    audit: {
      list: async (app, query) => (await opened).audit.list(app, query),
      prune: async (app, before) => (await opened).audit.prune(app, before),
    },
  };
}
