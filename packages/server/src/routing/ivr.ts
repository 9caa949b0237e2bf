import type { Id } from '@callstation/core/model';
import type { WorkingHours } from './working-hours.ts';

/** What an IVR says: a WAV file, or something the server comes with (see `sound/prompts.ts`). */
export type IvrPrompt = { file: string } | { say: string };

/** A key of a menu: what it is called in the path that agents see, and the node it leads to. */
export interface IvrChoice {
  label: string;
  go: Id;
}

/**
 * One place of an IVR. `next`, `go`, `open`, `closed` and `otherwise` name nodes of the same IVR.
 *
 * - `play` says something and goes on.
 * - `keys` lets the customer choose: `timeoutMs` after the prompt (default 5000) it is said again, `retries` times
 *   (default 2), also for wrong keys, which may be told so first (`wrongKey`); after that `otherwise`.
 * - `hours` goes one of two ways by the time.
 * - `group` queues the customer.
 * - `number` calls a number; `otherwise` when that is not to be had (left out: the call ends).
 * - `hangup` ends the call.
 * - `back` gives the customer back to the agent who waits for them; with nobody waiting, `otherwise` (left out: the call
 *   ends).
 */
export type IvrNode = { id: Id; name: string } & (
  | { kind: 'play'; prompt?: IvrPrompt; next: Id }
  | {
      kind: 'keys';
      prompt?: IvrPrompt;
      choices: Readonly<Record<string, IvrChoice>>;
      timeoutMs?: number;
      retries?: number;
      wrongKey?: IvrPrompt;
      otherwise: Id;
    }
  | { kind: 'hours'; hours: WorkingHours; open: Id; closed: Id }
  | { kind: 'group'; skillGroup: Id }
  | { kind: 'number'; number: string; otherwise?: Id }
  | { kind: 'hangup'; prompt?: IvrPrompt }
  | { kind: 'back'; otherwise?: Id }
);

/** An IVR: places a customer is led through by key presses, before, between or instead of agents. */
export interface IvrConfig {
  id: Id;
  name: string;
  /** Dialled numbers that begin here. */
  numbers?: string[];
  /** The node that a call begins at. */
  entry: Id;
  nodes: IvrNode[];
}
