import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { createRecordingKeeper, type KeeperOptions, type RecordingKeeper } from './keeper.ts';
import { createRecordingFolder, type RecordingFolder } from './recording-folder.ts';

/** The parts that recording is made of. */
export interface Recordings {
  keeper: RecordingKeeper;
  /** Where a switch writes to. */
  place: Pick<RecordingFolder, 'create'> & { format: 'ogg' | 'wav' };
  /** After the store's. Rejects when the folder cannot be made. */
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
  books: KeeperOptions['books'],
): Recordings | null {
  const set = recordings ?? (demo ? { folder: demoFolder(ports.random), format: 'ogg' as const } : null);
  if (set === null) return null;
  const folder = createRecordingFolder(set.folder);
  const keeper = createRecordingKeeper({
    ...{ ...ports, folder, books, apps: tenants.map(({ id }) => id) },
    ...(set.retentionDays === undefined ? {} : { retentionDays: set.retentionDays }),
  });
  return {
    keeper,
    place: { create: (name) => folder.create(name), format: set.format },
    async start() {
      await folder.prepare();
      keeper.start();
    },
    async stop() {
      keeper.stop();
      if (recordings === undefined) await rm(set.folder, { recursive: true, force: true });
    },
  };
}

function demoFolder(random: Random): string {
  return join(tmpdir(), `callstation-recordings-${random.id()}`);
}
