export type { Id, Millis, SessionKind, Target } from './primitives.ts';
export { END_REASONS, type End, type EndReason } from './end.ts';
export type {
  ActiveCall,
  AgentLeg,
  Annotation,
  CallPhase,
  CallSnapshot,
  ConnectingCall,
  Consult,
  EndedCall,
  Hold,
  OfferedCall,
  OutgoingCall,
  Party,
  Recording,
  SessionBase,
  SessionContext,
  Toggle,
  WrapUp,
} from './session.ts';
export type { ChatMessage, ChatSnapshot, SessionSnapshot, Transcript } from './chat.ts';
export {
  RIGHTS,
  type AgentSnapshot,
  type AgentStatus,
  type Channel,
  type Right,
  type SettableStatus,
} from './agent.ts';
export {
  AGENT_VERBS,
  CALL_VERBS,
  CHAT_VERBS,
  type AgentVerb,
  type CallVerb,
  type Capabilities,
  type ChatVerb,
} from './verbs.ts';
export { DOMAIN_EVENTS, type DomainEventName } from './events.ts';
export type { ConnectionState, ErrorData, PageFacts } from './page.ts';
export type { Reduce } from './reduce.ts';
export type { Signal, State, Update } from './update.ts';
export {
  callCommand,
  callEventKey,
  type CallArgs,
  type CallCommand,
  type CallEffect,
  type CallEvent,
  type CallEventKey,
  type CallOrder,
  type StampedCallEvent,
} from './call-events.ts';
export type { Axis, AxisName, CallStep, RowInfo } from './call-axis.ts';
export { CALL_AXES, explainCall, reduceCall } from './call-table.ts';
export { legAt, offeredCall, outgoingCall } from './call-constructors.ts';
export { nextDeadline } from './next-deadline.ts';
