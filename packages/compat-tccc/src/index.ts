export { createTccc } from './create-tccc.ts';
export { TcccError } from './failure.ts';
export type { TcccEventName, TcccEvents } from './events.ts';
export type { Inferred, Reasons, TcccBehaviour, TcccOptions, TcccSeat } from './options.ts';
export type {
  ButtonConfig,
  CallData,
  OutboundOptions,
  SessionOptions,
  StatusOptions,
  Tccc,
  TcccAgent,
  TcccAgentStatus,
  TcccCall,
  TcccChat,
  TcccCloseBy,
  TcccDevices,
  TcccListener,
  TcccPayload,
  TcccResponse,
  TcccServerType,
  TcccSessionType,
  TcccUi,
  TcccVideo,
  TransferOptions,
} from './tccc.types.ts';
