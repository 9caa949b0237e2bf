import type { AgentSnapshot } from './agent.ts';
import type { Board } from './board.ts';
import type { ChatMessage, SessionSnapshot, Transcript } from './chat.ts';
import type { DomainEventName } from './events.ts';
import type { PageFacts } from './page.ts';
import type { Id } from './primitives.ts';
import type { Capabilities } from './verbs.ts';

/** All of an agent that pages mirror. Sessions: oldest first. */
export interface State {
  agent: AgentSnapshot;
  sessions: SessionSnapshot[];
  capabilities: Capabilities;
}

/** Lossy news without a sequence number; the newest wins. */
export type Signal =
  | { kind: 'typing'; chatId: Id }
  | { kind: 'partial'; sessionId: Id; flow: 'IN' | 'OUT'; text: string }
  | ({ kind: 'board' } & Board);

/** What the truth tells a page, in order. Both backends emit this one union. */
export type Update =
  | { type: 'reset'; state: State }
  | { type: 'agent'; agent: AgentSnapshot; cause: DomainEventName }
  | { type: 'session'; session: SessionSnapshot; cause: DomainEventName }
  | { type: 'removed'; id: Id; cause: DomainEventName }
  | { type: 'append'; chat: ChatMessage }
  | { type: 'append'; transcript: Transcript }
  | { type: 'signal'; signal: Signal }
  | { type: 'page'; page: Partial<PageFacts> };
