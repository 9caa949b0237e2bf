export { createWorkstation } from './client/create-workstation.ts';
export { isLead } from './client/events.ts';
export type {
  AgentEvent,
  AgentEventName,
  SessionEvent,
  SessionEventName,
  WorkstationEventMap,
} from './client/events.types.ts';
export type {
  AgentActionMap,
  AgentCommands,
  CallActionMap,
  CallCommands,
  Devices,
  DialRequest,
  Directory,
  Sessions,
  Workstation,
  WorkstationOptions,
  WorkstationPorts,
  WorkstationSnapshot,
} from './client/workstation.types.ts';
export type {
  AgentSnapshot,
  AgentStatus,
  AgentVerb,
  BlockReason,
  CallPhase,
  CallSnapshot,
  CallVerb,
  Capabilities,
  ChatMessage,
  ChatSnapshot,
  DomainEventName,
  End,
  EndReason,
  ErrorData,
  Id,
  Millis,
  PageFacts,
  Party,
  SessionKind,
  SessionSnapshot,
  SettableStatus,
  Signal,
  Target,
  Transcript,
  Update,
  Verdict,
} from './model/index.ts';
export type { Backend, DeviceChoice, Levels, MediaDevice } from './ports/index.ts';
export { CallstationError, type ErrorCode } from './protocol/index.ts';
