import type { PageFacts, Update, Volume } from '../model/index.ts';
import type { Method, Params, Result } from '../protocol/index.ts';
import type { DeviceChoice, Levels, MediaDevice } from './media.ts';

/**
 * Where the truth comes from. `callcenter` decodes updates from the wire and runs no table; `sip` runs the tables itself;
 * a webview bridge passes the same two unions over postMessage. client/ only commits what it is told.
 */
export interface Backend {
  /** Resolves when the first `reset` is out. Rejects typed when refused for good. */
  connect(sink: (update: Update) => void, page: PageFacts): Promise<void>;
  /** Resolves after the update that shows its effect went to the sink. The same commandId is done once. */
  request<M extends Method>(method: M, params: Params<M>, commandId?: string): Promise<Result<M>>;
  /** This page's devices, or nothing where the media is elsewhere. */
  readonly devices: BackendDevices;
  /** Loudness of that session's media. */
  levels(sessionId: string, fn: (levels: Levels) => void): () => void;
  close(): Promise<void>;
}

/** Device functions of a backend's media. */
export interface BackendDevices {
  list(): Promise<MediaDevice[]>;
  select(choice: DeviceChoice): Promise<void>;
  /** As the media port's; told as the page's `volume`. */
  setVolume(volume: Partial<Volume>): Promise<void>;
  unlock(): Promise<void>;
  ring(on: boolean): void;
}
