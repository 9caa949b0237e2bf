import type { End, Id } from '@callstation/core/model';
import type { Line } from '../media/line.ts';

/** What a leg tells the switch. After `ended` nothing more. */
export type LegNews =
  | { type: 'ringing' | 'answered' | 'media' | 'mediaLost' }
  | { type: 'digit'; digit: string }
  | { type: 'ended'; end: End; session?: Id };

/** One leg of the switch, whatever is at its far end. */
export interface Leg {
  readonly id: Id;
  readonly line: Line;
  /** Tells the far end that we ring. Only for a leg that came in; else `invalidState`. */
  ring(): void;
  answer(): void;
  /** Keys, in order, `,` waits half a second. */
  digits(digits: string): Promise<void>;
  /** Ends it from our side; nothing is reported afterwards. Again: nothing happens. */
  hangup(end: End): void;
}
