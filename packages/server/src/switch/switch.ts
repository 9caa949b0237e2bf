import type { End, Id, Millis } from '@callstation/core/model';
import type { SipAccount } from '@callstation/core/protocol';

/** What a leg is connected to. `trunk` names a carrier or a {@link VirtualTrunk}; the number plan picks it. */
export type Endpoint =
  | { page: Id; media: 'audio' | 'video' }
  | { sip: string }
  | { trunk: string; number: string; callerNumber?: string };

/** Who hears a supervisor: nobody, the agent alone, or all. */
export type SuperviseMode = 'listen' | 'whisper' | 'barge';

/**
 * Facts and media, no call logic. The caller makes leg, room and play ids, so every order may be repeated: the same
 * order again is done once. A promise resolves when done, or rejects with a CallstationError; what others do comes as a
 * {@link SwitchEvent}.
 */
export interface Switch {
  readonly can: { video: boolean; tap: boolean; refer: boolean; mix: boolean; record: boolean; supervise: boolean };
  /** Starts, and reports the legs that survived a restart, to be reconciled. */
  start(sink: (event: SwitchEvent) => void): Promise<{ legs: { leg: Id; room: Id | null }[] }>;
  stop(): Promise<void>;
  /**
   * Makes a one-use SIP account for a page; again for the same page: a new ticket for the same account. `opaque`: the page may be
   * one without a web origin (`Origin: null`), which is refused otherwise.
   */
  openPage(page: Id, options?: { opaque?: boolean }): Promise<SipAccount>;
  /** Ends the page's account and its legs, without `ended` events. */
  closePage(page: Id): Promise<void>;
  /**
   * Calls an endpoint. Resolves once the leg is on its way; then `ringing`, `answered`, `media` or `ended` follow. A page
   * that is still registering is waited for, within `timeoutMs`.
   */
  dial(
    leg: Id,
    to: Endpoint,
    options: { timeoutMs: number; earlyMedia: boolean; headers?: Record<string, string> },
  ): Promise<void>;
  /** Tells an incoming leg that it rings. */
  ring(leg: Id): Promise<void>;
  answer(leg: Id): Promise<void>;
  /** Ends the leg. No `ended` follows: that is for what others do. A leg that is gone already is no error. */
  hangup(leg: Id, end: End): Promise<void>;
  refer(leg: Id, uri: string): Promise<void>;
  /** First join makes the room, last leave ends it, join elsewhere moves. Two legs relay, more mix. */
  join(room: Id, leg: Id): Promise<void>;
  leave(leg: Id): Promise<void>;
  /** The leg hears music (`null`: silence) and is heard by nobody. Never by SDP direction. */
  hold(leg: Id, music: Id | null): Promise<void>;
  unhold(leg: Id): Promise<void>;
  /**
   * The leg goes to the room `target` is in and hears all that is said there but other supervisors' whispers. What it says
   * reaches nobody (`listen`), the target alone (`whisper`) or all (`barge`); again: another mode or target. Ends with
   * `join` or `leave` of the leg; when the target goes elsewhere the leg stays behind, in no room. A target in no room:
   * `notFound`, and the leg is in none either.
   */
  supervise(leg: Id, target: Id, mode: SuperviseMode): Promise<void>;
  /** On: what the leg says reaches nobody (mute). */
  gate(leg: Id, on: boolean): Promise<void>;
  /** Sends key presses to the far end of the leg: 0-9 * # A-D, `,` waits half a second. */
  digits(leg: Id, digits: string): Promise<void>;
  /** What the leg says, as 20 ms frames of 16 kHz mono. Resolves with the stop. */
  tap(leg: Id, sink: (pcm16k: Int16Array) => void): Promise<() => void>;
  play(
    id: Id,
    to: { leg: Id } | { room: Id },
    source: { file: string } | { music: Id } | { tone: 'ringback' | 'lost' | 'zip' },
    loop: boolean,
  ): Promise<void>;
  stopPlay(id: Id): Promise<void>;
  /**
   * Records what these legs say in the room, in stereo, until {@link Switch.stopRecord}; the room may be empty, or come and go.
   * Again, with the same id: who is heard on which side from now on. A leg on neither side, a leg elsewhere, one that is held
   * or gated, and what is played, are not in it; where nobody is heard there is silence. Resolves at once: what comes of the
   * file is told by events.
   */
  record(id: Id, room: Id, sides: RecordingSides): Promise<void>;
  /** On: silence is recorded until off, so that what follows keeps its place. */
  pauseRecord(id: Id, on: boolean): Promise<void>;
  /** Ends the recording; `recorded` follows. One that is over already is no error. */
  stopRecord(id: Id): Promise<void>;
}

/** The legs on the two channels of a recording. They need not be there yet. */
export interface RecordingSides {
  readonly left: readonly Id[];
  readonly right: readonly Id[];
}

/**
 * What happened on a leg. `media`: sound flows both ways or, from a callee before `answered`, early media. `mediaLost`:
 * the leg's media path is gone though nobody hung up. `digit`: a key pressed there; it reaches nobody else by itself. `session`: which
 * session the agent hung up, where their page said so. `at` is
 * the switch's clock.
 */
export type SwitchEvent = { at: Millis } & (
  | { type: 'incoming'; leg: Id; from: Endpoint; to: string; headers: Record<string, string> }
  | { type: 'ringing' | 'answered' | 'media' | 'mediaLost'; leg: Id }
  | { type: 'digit'; leg: Id; digit: string }
  | { type: 'referred'; leg: Id; to: string }
  | { type: 'ended'; leg: Id; end: End; session?: Id }
  | { type: 'played'; id: Id }
  /** There is a file, and it grows. `file`: its name in the folder of recordings. */
  | { type: 'recording'; id: Id; file: string }
  /** Nothing more is written, for instance because the disk is full; the call goes on. `recorded` follows if there is a file. */
  | { type: 'recordingFailed'; id: Id; error: string }
  /** The file is closed. */
  | { type: 'recorded'; id: Id; file: string; ms: number; bytes: number }
);

/** Order names that carry no data a mailbox could keep. */
type NotAnOrder = 'can' | 'start' | 'stop' | 'tap' | 'openPage' | 'closePage';
/** A call of a {@link Switch} method as plain data: `[name, ...arguments]`. */
export type SwitchOrder = {
  [M in Exclude<keyof Switch, NotAnOrder>]: readonly [M, ...Parameters<Switch[M]>];
}[Exclude<keyof Switch, NotAnOrder>];
