import type { Id } from '@callstation/core/model';
import type { SwitchEvent } from '../switch/switch.ts';

/** Who is told of recordings, to keep account of them. Nothing waits for it. */
export interface RecordingLog {
  /** A recording was ordered; again when who is in it changes. */
  began(recording: { app: Id; id: Id; sessionId: Id }): void;
  /** Any event of the switch. */
  heard(event: SwitchEvent): void;
}
