import type { End } from './end.ts';
import type { Id, Millis } from './primitives.ts';
import type { CallSnapshot, Consult, SessionBase, WrapUp } from './session.ts';

interface ChatBase extends SessionBase {
  kind: 'im';
}

/** One agent's view of one chat; discriminated by `phase`. */
export type ChatSnapshot =
  | (ChatBase & { phase: 'offered'; deadline: Millis | null })
  | (ChatBase & {
      phase: 'active';
      acceptedAt: Millis;
      lastSeq: number;
      readSeq: number;
      peerReadSeq: number;
      consult: Consult;
    })
  | (ChatBase & { phase: 'ended'; endedAt: Millis; end: End; lastSeq: number; wrapUp: WrapUp | null });

/** One line of a chat's log. Messages are a log and never live in a snapshot. */
export interface ChatMessage {
  chatId: Id;
  seq: number;
  id: Id;
  from: Id | 'system';
  at: Millis;
  body: { text: string } | { file: { id: Id; name: string; type: string; bytes: number } };
}

/** One final piece of recognised speech. */
export interface Transcript {
  sessionId: Id;
  seq: number;
  flow: 'IN' | 'OUT';
  text: string;
  at: Millis;
}

/** A call or a chat as one agent sees it. */
export type SessionSnapshot = CallSnapshot | ChatSnapshot;
