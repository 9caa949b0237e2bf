import { CallstationError, type ErrorCode } from '@callstation/core';
import { errorText } from '@callstation/core/words';

/** What `onHttp` and the answer to `hangupCall` carry. */
export interface Answer {
  code: number;
  message: string;
}

/** Not signed in: the one code of the document. */
export const NOT_LOGGED_IN = 100200;
/** What `hangupCall` answers with. */
export const HANGUP = { done: 0, failed: 999901 } as const;

const EXCEPTION = -18;
const PARAMETER = -22;
const NO_DATA = -24;

/** The vendor's codes for ours; but for the first it lists them for its back end alone. */
export const CODES: Readonly<Record<ErrorCode, number>> = {
  notReady: NOT_LOGGED_IN,
  unauthorized: NOT_LOGGED_IN,
  tokenExpired: NOT_LOGGED_IN,
  kicked: NOT_LOGGED_IN,
  signedOut: NOT_LOGGED_IN,
  licenseExceeded: EXCEPTION,
  invalidArgument: PARAMETER,
  invalidState: HANGUP.failed,
  forbidden: EXCEPTION,
  notFound: NO_DATA,
  timeout: EXCEPTION,
  rateLimited: EXCEPTION,
  network: EXCEPTION,
  mediaDenied: EXCEPTION,
  mediaMissing: EXCEPTION,
  mediaBusy: EXCEPTION,
  mediaFailed: EXCEPTION,
  notSupported: EXCEPTION,
  policyBlocked: EXCEPTION,
  tooLarge: PARAMETER,
  unknownMethod: EXCEPTION,
  malformed: EXCEPTION,
  shuttingDown: EXCEPTION,
  internal: EXCEPTION,
};

/** Anything thrown, in the vendor's shape. */
export function answerOf(thrown: unknown, lang: string): Answer {
  const error = CallstationError.from(thrown);
  const code = CODES[error.code];
  return { code, message: code === PARAMETER ? error.message : errorText(error, lang) };
}
