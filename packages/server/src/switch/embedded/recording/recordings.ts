import type { Id } from '@callstation/core/model';
import type { Logger, Random } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { SwitchEvent } from '../../switch.ts';
import type { LegTable } from '../leg-table.ts';
import type { Ticker } from '../media/ticker.ts';
import type { EmbeddedRecordingOptions } from '../options.ts';
import { RecentIds } from '../recent-ids.ts';
import type { RoomTable } from '../room-table.ts';
import { FileWriter } from './file-writer.ts';
import { createOggFormat } from './ogg-format.ts';
import { Recorder, type Sides } from './recorder.ts';
import { createWavFormat } from './wav-format.ts';

type Without<E, K extends string> = E extends unknown ? Omit<E, K> : never;
/** What is told of a recording. */
export type RecordingNews = Without<Extract<SwitchEvent, { type: 'recording' | 'recordingFailed' | 'recorded' }>, 'at'>;

interface RecordingsOptions extends EmbeddedRecordingOptions {
  ticker: Ticker;
  rooms: RoomTable;
  legs: LegTable;
  random: Random;
  logger: Logger;
  news(news: RecordingNews): void;
}

interface Entry {
  recorder: Recorder;
  stopTap: () => void;
  file: string;
  /** Whether there is a file to tell about. */
  opened: Promise<boolean>;
}

/** Recordings that go on, by the id of the order that started them. */
export class Recordings {
  readonly #options: RecordingsOptions;
  readonly #entries = new Map<Id, Entry>();
  readonly #closing = new Set<Promise<void>>();
  readonly #over = new RecentIds();

  constructor(options: RecordingsOptions) {
    this.#options = options;
  }

  /** Those whose file is not closed yet. */
  get size(): number {
    return this.#entries.size + this.#closing.size;
  }

  record(id: Id, room: Id, sides: Sides): void {
    if (this.#over.has(id)) return;
    const entry = this.#entries.get(id) ?? this.#start(id, room);
    entry.recorder.sides = sides;
  }

  /** @throws CallstationError `notFound`. */
  pause(id: Id, on: boolean): void {
    const entry = this.#entries.get(id);
    if (!entry) throw new CallstationError('notFound', 'No such recording. It may have ended.');
    entry.recorder.paused = on;
  }

  stop(id: Id): void {
    const entry = this.#entries.get(id);
    this.#over.add(id);
    if (!entry) return;
    this.#entries.delete(id);
    entry.stopTap();
    const closing = this.#close(id, entry).finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Resolves when every file is closed. */
  async stopAll(): Promise<void> {
    for (const id of this.#entries.keys()) this.stop(id);
    await Promise.all(this.#closing);
  }

  #start(id: Id, room: Id): Entry {
    const { ticker, rooms, legs, random, format = 'ogg', create, news } = this.#options;
    // Whoever knows the call cannot tell the name of its file.
    const file = `${random.id()}.${format}`;
    const opening = create(file);
    const opened = opening.then(
      () => true,
      () => false,
    );
    opened.then((is) => is && news({ type: 'recording', id, file })).catch(() => undefined);
    const failed = (error: unknown): void => this.#failed(id, error);
    const recorder = new Recorder({
      ticker,
      writer: new FileWriter(opening, failed),
      format: format === 'wav' ? Promise.resolve(createWavFormat()) : createOggFormat(random.fraction() * 2 ** 32),
      legOf: (line) => legs.idOf(line),
      failed,
    });
    const entry = { recorder, stopTap: rooms.tap(room, recorder), file, opened };
    this.#entries.set(id, entry);
    return entry;
  }

  #failed(id: Id, error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    this.#options.logger.error('recording stopped, the call goes on', { recording: id, error: text });
    this.#options.news({ type: 'recordingFailed', id, error: text });
    this.stop(id);
  }

  async #close(id: Id, { recorder, file, opened }: Entry): Promise<void> {
    const length = await recorder.stop();
    if (await opened) this.#options.news({ type: 'recorded', id, file, ...length });
  }
}
