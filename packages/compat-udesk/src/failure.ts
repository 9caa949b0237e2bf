import { CallstationError, type ErrorCode } from '@callstation/core';
import { errorText } from '@callstation/core/words';

import { UdeskError } from './envelope.ts';

/** What was looked for, where something is not found. */
export type Sought = 'call' | 'agent' | 'queue';

const BAD_ARGUMENT = '000001';
const TIMEOUT = '000035';
const BAD_REQUEST = '000036';
const INTERNAL = '000060';
const AUTHENTICATION = '200020';

/** The vendor's codes for ours; it lists them for its back end alone. */
export const CODES: Readonly<Record<Exclude<ErrorCode, 'notFound'>, string>> = {
  notReady: BAD_REQUEST,
  unauthorized: AUTHENTICATION,
  tokenExpired: AUTHENTICATION,
  kicked: AUTHENTICATION,
  signedOut: AUTHENTICATION,
  licenseExceeded: BAD_REQUEST,
  invalidArgument: BAD_ARGUMENT,
  invalidState: '100021',
  forbidden: '100022',
  timeout: TIMEOUT,
  rateLimited: BAD_REQUEST,
  network: TIMEOUT,
  mediaDenied: INTERNAL,
  mediaMissing: INTERNAL,
  mediaBusy: INTERNAL,
  mediaFailed: INTERNAL,
  notSupported: BAD_REQUEST,
  policyBlocked: BAD_REQUEST,
  tooLarge: BAD_ARGUMENT,
  unknownMethod: BAD_REQUEST,
  malformed: BAD_REQUEST,
  shuttingDown: TIMEOUT,
  internal: INTERNAL,
};

/** The code of what is not there. */
export const NOT_FOUND: Readonly<Record<Sought, string>> = { call: '100018', agent: '100003', queue: '200004' };

/** Texts for who programs the page, not for who works with it. */
const HIDDEN: ReadonlySet<ErrorCode> = new Set([
  'notReady',
  'invalidArgument',
  'unknownMethod',
  'malformed',
  'internal',
  'tooLarge',
]);

/** Anything thrown, in the vendor's shape; its text in that language where an agent may see it. */
export function toFailure(thrown: unknown, language: string, sought: Sought): UdeskError {
  if (thrown instanceof UdeskError) return thrown;
  const error = CallstationError.from(thrown);
  const code = error.code === 'notFound' ? NOT_FOUND[ofCall(error) ? 'call' : sought] : CODES[error.code];
  const visible = !HIDDEN.has(error.code);
  return new UdeskError(code, visible ? errorText(error, language) : error.message, visible, error);
}

/** Whatever else was asked for, it was the call that is not there. */
const ofCall = ({ data }: CallstationError): boolean =>
  typeof data === 'object' && data !== null && 'sessionId' in data;
