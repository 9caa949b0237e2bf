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
  Requeued,
  SessionBase,
  SessionContext,
  Toggle,
  MissedOffer,
  MissReason,
  WrapUp,
} from './session.ts';
export { MISS_REASONS } from './session.ts';
export type { ChatMessage, ChatSnapshot, SessionSnapshot, Transcript } from './chat.ts';
export {
  RIGHTS,
  type AgentPhone,
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
  SUPERVISOR_VERBS,
  type AgentVerb,
  type CallVerb,
  type Capabilities,
  type ChatVerb,
  type SupervisorVerb,
} from './verbs.ts';
export type { Board, BoardAgent, BoardQueue, BoardSession } from './board.ts';
export { DOMAIN_EVENTS, type DomainEventName } from './events.ts';
export type { ConnectionState, ErrorData, PageFacts, Volume } from './page.ts';
export type { Reduce } from './reduce.ts';
export { unheardRing, type UnheardReason, type UnheardRing } from './unheard-ring.ts';
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
export { legAt, offeredCall, outgoingCall, supervisingCall } from './call-constructors.ts';
export { nextDeadline } from './next-deadline.ts';
export {
  BLOCK_REASONS,
  needsDisposition,
  occupies,
  type ActionContext,
  type BlockReason,
  type CallQuestion,
  type ChatQuestion,
  type Verdict,
} from './actions.ts';
export { callAction, callActions } from './call-actions.ts';
export { chatActions } from './chat-actions.ts';
export { agentActions } from './agent-actions.ts';
export { supervisorActions, type SupervisorTarget } from './supervisor-actions.ts';
export { AGENT_TABLE, newAgent, reduceAgent } from './agent-table.ts';
export type { AgentEffect, AgentEvent } from './agent-events.ts';
export {
  channelOf,
  deriveStatus,
  isEligible,
  isReachable,
  STATUS_RULES,
  usedBy,
  wrapUpOf,
  type ShownStatus,
} from './agent-status.ts';
export { CONNECTION_TABLE, newPage, reducePage, SIP_TABLE, type PageEffect, type PageEvent } from './page-table.ts';
export { applyUpdate } from './apply-update.ts';
export { endReasonOfSip, SIP_END_REASONS, SIP_END_REASONS_AFTER_RINGING, SIP_STATUS_OF_END } from './end-codes.ts';
