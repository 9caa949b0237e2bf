import type { DialAgentRequest, DialRequest } from '@callstation/core';
import type {
  AgentPhone,
  AgentVerb,
  Annotation,
  CallArgs,
  CallVerb,
  ChatMessage,
  ChatVerb,
  Id,
  SettableStatus,
  Target,
} from '@callstation/core/model';
import type { DeviceChoice } from '@callstation/core/ports';

interface OneCall {
  readonly scope: 'call';
  /** The session it is about. */
  readonly id: Id;
}

/** Something to do with a call: one member for each call verb, with what it carries. */
export type CallIntent = { [V in CallVerb]: OneCall & { readonly verb: V } & Readonly<CallArgs[V]> }[CallVerb];

interface AgentArgs {
  setStatus: { status: SettableStatus };
  extendWrapUp: { ms: number };
  endWrapUp: object;
  setPhone: { phone: AgentPhone };
  /** `owner: 'app'` changes what all show who have not chosen. */
  setCallerNumber: { choice: string | null | { pool: Id }; owner?: 'agent' | 'app' };
  dial: DialRequest;
  dialAgent: DialAgentRequest;
  listen: { agent: Id; session: Id };
  whisper: { id: Id };
  barge: { id: Id };
  intercept: { id: Id };
  stop: { id: Id };
  setAgentStatus: { agent: Id; status: SettableStatus };
  logoutAgent: { agent: Id };
}

/** Something about the agent, or a colleague. The board is no intent: it is watched. */
export type AgentIntent = {
  [V in Exclude<AgentVerb, 'watchBoard'>]: { readonly scope: 'agent'; readonly verb: V } & Readonly<AgentArgs[V]>;
}[Exclude<AgentVerb, 'watchBoard'>];

interface ChatArgs {
  accept: object;
  decline: object;
  send: { messageId: Id; body: ChatMessage['body'] };
  read: { seq: number };
  typing: object;
  end: object;
  transfer: { to: Target };
  complete: object;
}

/** Something to do with a chat. */
export type ChatIntent = {
  [V in ChatVerb]: { readonly scope: 'chat'; readonly verb: V; readonly id: Id } & Readonly<ChatArgs[V]>;
}[ChatVerb];

/** Notes on a session, and what is carried with it. */
export type SessionIntent =
  | { readonly scope: 'session'; readonly verb: 'annotate'; readonly id: Id; readonly annotation: Annotation }
  | {
      readonly scope: 'session';
      readonly verb: 'setContext';
      readonly id: Id;
      readonly context: { remark?: string; userData?: string };
    };

/** Microphone, speaker, ringer and camera of this page. */
export type DeviceIntent =
  | { readonly scope: 'devices'; readonly verb: 'select'; readonly choice: DeviceChoice }
  | { readonly scope: 'devices'; readonly verb: 'unlock' };

/** The connection to the centre. */
export interface SeatIntent {
  readonly scope: 'seat';
  readonly verb: 'connect';
}

/** Everything an element can ask for. `scope` and `verb` tell which. */
export type Intent = CallIntent | AgentIntent | ChatIntent | SessionIntent | DeviceIntent | SeatIntent;
