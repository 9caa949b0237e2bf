import type { Annotation, CallSnapshot, End, Id, Millis, MissedOffer } from '@callstation/core/model';

/** One ended engagement: one agent's part of one conversation. */
export interface SessionRecord {
  sessionId: Id;
  /** Empty when no agent was reached. */
  engagementId: Id;
  app: Id;
  agent: Id | null;
  kind: CallSnapshot['kind'];
  direction: 'in' | 'out';
  role: CallSnapshot['role'];
  peer: CallSnapshot['peer'];
  context: CallSnapshot['context'];
  createdAt: Millis;
  answeredAt: Millis | null;
  endedAt: Millis;
  end: End;
  annotation?: Annotation;
  /** Of an offer that this agent did not take: why. */
  missed?: MissedOffer;
}

/** Where what happened is kept. Append-only; the same engagement twice is kept once. */
export interface Store {
  append(record: SessionRecord): Promise<void>;
  /** Newest first. Only of that app; `agent` narrows. */
  records(query: { app: Id; agent?: Id; limit?: number }): Promise<SessionRecord[]>;
  close(): Promise<void>;
}
