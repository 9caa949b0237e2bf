import type { Id, Millis } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { RecordingRow } from '../store/records.types.ts';
import type { Store, StoreWrite } from '../store/store.ts';
import type { RecordingFolder } from './recording-folder.ts';

const DAY_MS = 24 * 3600_000;
const SWEEP_MS = 3600_000;
/** Rows looked at in one go. */
const BATCH = 500;
const TYPES: Readonly<Record<string, string>> = { ogg: 'audio/ogg', wav: 'audio/wav' };

/** What a switch says of a recording. */
type News = { at: Millis } & (
  | { type: 'recording'; id: Id; file: string }
  | { type: 'recordingFailed'; id: Id; error: string }
  | { type: 'recorded'; id: Id; file: string; ms: number; bytes: number }
);

/** A recording that can be heard. */
export interface Sound {
  path: string;
  bytes: number;
  /** Media type. */
  type: string;
}

/** What {@link createRecordingKeeper} needs. */
export interface KeeperOptions {
  folder: RecordingFolder;
  /** Where it is written down: at once for what must not be lost, behind the call for the rest. */
  books: { readonly store: Pick<Store, 'write' | 'recordings' | 'audit'>; put(write: StoreWrite): void };
  clock: Clock;
  random: Random;
  logger: Logger;
  apps: readonly Id[];
  /** How long recordings are kept; left out: until they are deleted. */
  retentionDays?: number;
}

/** Keeps account of recordings: which there are, who heard them, when they go. */
export interface RecordingKeeper {
  /** A recording was ordered. */
  began(recording: { app: Id; id: Id; sessionId: Id }): void;
  /** Any event of the switch; those that are not about recordings change nothing. */
  heard(event: News | { type: string }): void;
  /** Newest first, without those that were deleted. */
  list(app: Id, query?: { sessionId?: Id; number?: string; before?: Millis; limit?: number }): Promise<RecordingRow[]>;
  /** To be heard by that actor, which is written down. Rejects `notFound`, or `invalidState` while it is being recorded. */
  open(app: Id, id: Id, actor: string): Promise<Sound>;
  /** Deletes the sound of one recording, of a session or of a number; that there was one stays known. Resolves to how many. */
  remove(app: Id, which: { id: Id } | { sessionId: Id } | { number: string }, actor: string): Promise<number>;
  /** Deletes what is older than it may be, now. Resolves to how many. */
  sweep(): Promise<number>;
  /** Sweeps now and every hour. */
  start(): void;
  stop(): void;
}

/** Makes a {@link RecordingKeeper}. */
export function createRecordingKeeper(options: KeeperOptions): RecordingKeeper {
  return new Keeper(options);
}

class Keeper implements RecordingKeeper {
  readonly #options: KeeperOptions;
  readonly #live = new Map<Id, RecordingRow>();
  readonly #failed = new Set<Id>();
  #cancel: (() => void) | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  began({ app, id, sessionId }: { app: Id; id: Id; sessionId: Id }): void {
    if (this.#live.has(id)) return;
    const startedAt = this.#options.clock.now();
    const nothing = { file: '', endedAt: null, ms: 0, bytes: 0, deletedAt: null };
    this.#live.set(id, { app, id, sessionId, state: 'on', startedAt, ...nothing });
  }

  heard(event: News | { type: string }): void {
    if (!isNews(event)) return;
    const row = this.#live.get(event.id);
    if (row === undefined) return;
    if (event.type === 'recordingFailed') {
      // Without a file nothing more is told of it.
      if (row.file === '') this.#live.delete(event.id);
      else this.#failed.add(event.id);
      return;
    }
    const known = { ...row, file: event.file };
    if (event.type === 'recording') return this.#put(known);
    const state = this.#failed.delete(event.id) ? 'failed' : 'done';
    this.#put({ ...known, state, endedAt: event.at, ms: event.ms, bytes: event.bytes });
    this.#live.delete(event.id);
  }

  list(app: Id, query: Parameters<RecordingKeeper['list']>[1] = {}): Promise<RecordingRow[]> {
    return this.#options.books.store.recordings.list(app, query);
  }

  async open(app: Id, id: Id, actor: string): Promise<Sound> {
    const { folder, books } = this.#options;
    const row = await books.store.recordings.get(app, id);
    if (row === null || row.deletedAt !== null) throw new CallstationError('notFound', 'No such recording.');
    if (row.endedAt === null) throw new CallstationError('invalidState', 'It is still being recorded.');
    const found = await folder.find(row.file);
    if (found === null) throw new CallstationError('notFound', 'The file of this recording is missing.');
    // Nobody hears it without that being written down first.
    await this.#audit(app, actor, 'recording.play', id);
    return { ...found, type: TYPES[row.file.slice(-3)] ?? 'application/octet-stream' };
  }

  async remove(app: Id, which: Parameters<RecordingKeeper['remove']>[1], actor: string): Promise<number> {
    if ('id' in which) {
      const row = await this.#options.books.store.recordings.get(app, which.id);
      return row === null ? 0 : await this.#delete([row], actor);
    }
    return await this.#deleteAll(app, which, actor);
  }

  async sweep(): Promise<number> {
    const { apps, retentionDays, clock } = this.#options;
    if (retentionDays === undefined) return 0;
    const before = clock.now() - retentionDays * DAY_MS;
    let count = 0;
    for (const app of apps) count += await this.#deleteAll(app, { before }, 'system');
    return count;
  }

  start(): void {
    const { clock, logger } = this.#options;
    const round = (): void => {
      this.sweep().catch((error: unknown) => logger.error('old recordings not deleted', { error: String(error) }));
      this.#cancel = clock.after(SWEEP_MS, round);
    };
    round();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #put(row: RecordingRow): void {
    this.#live.set(row.id, row);
    this.#options.books.put({ type: 'recording', recording: row });
  }

  async #deleteAll(app: Id, which: Parameters<RecordingKeeper['list']>[1], actor: string): Promise<number> {
    let count = 0;
    for (;;) {
      const rows = await this.#options.books.store.recordings.list(app, { ...which, limit: BATCH });
      const done = await this.#delete(rows, actor);
      count += done;
      if (rows.length < BATCH || done === 0) return count;
    }
  }

  /** Files first: what is still listed can be deleted again. */
  async #delete(rows: readonly RecordingRow[], actor: string): Promise<number> {
    const { folder, books, clock } = this.#options;
    const over = rows.filter(({ endedAt, deletedAt }) => endedAt !== null && deletedAt === null);
    for (const row of over) {
      await folder.remove(row.file);
      await books.store.write([{ type: 'recording', recording: { ...row, state: 'deleted', deletedAt: clock.now() } }]);
      await this.#audit(row.app, actor, 'recording.delete', row.id);
    }
    return over.length;
  }

  #audit(app: Id, actor: string, action: string, target: Id): Promise<void> {
    const { books, clock, random } = this.#options;
    const entry = { app, id: random.id(), at: clock.now(), actor, action, target, data: null };
    return books.store.write([{ type: 'audit', entry }]);
  }
}

function isNews(event: News | { type: string }): event is News {
  return event.type === 'recording' || event.type === 'recordingFailed' || event.type === 'recorded';
}
