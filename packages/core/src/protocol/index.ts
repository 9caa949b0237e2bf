export type {
  AgentListing,
  BreakReason,
  CallerChoice,
  IceServer,
  Method,
  NumberListing,
  PageHealth,
  Params,
  Requests,
  Result,
  SipAccount,
  SkillGroupListing,
  Terminal,
} from './requests.ts';
export { CallstationError, ERRORS, type ErrorCode } from './errors.ts';
export { CLOSE_CODES, closeName, type CloseName } from './close-codes.ts';
export { LIMITS, PROTOCOL_NAME } from './limits.ts';
export { parseJson, type Parsed } from './safe-json.ts';
export { isCommand, METHODS } from './schemas.ts';
export {
  decodeCall,
  decodeRequest,
  decodeResult,
  decodeServerMessage,
  decodeUpdate,
  encodeError,
  encodePing,
  encodeRequest,
  encodeResult,
  encodeUpdate,
  errorData,
  isTooLarge,
  type Decoded,
  type DecodedRequest,
  type RefusedRequest,
  type RequestId,
  type ServerMessage,
} from './codec.ts';
