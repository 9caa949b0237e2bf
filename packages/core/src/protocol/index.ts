export type { IceServer, Method, Params, Requests, Result, SipAccount } from './requests.ts';
export { CallstationError, ERRORS, type ErrorCode } from './errors.ts';
