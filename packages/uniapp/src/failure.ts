import { CallstationError, type BlockReason, type ErrorCode } from '@callstation/core';
import { words } from '@callstation/core/words';

import { TcccErrorCode } from './error-codes.ts';

/** What was being done, where one cause has a number of its own there. */
export type Doing = 'login' | 'call' | 'answer' | 'dtmf' | 'other';

const NUMBERS: Readonly<Record<ErrorCode, number>> = {
  notReady: TcccErrorCode.ERR_SIP_BAD_REQUEST,
  unauthorized: TcccErrorCode.ERR_HTTP_TOKEN_ERROR,
  tokenExpired: TcccErrorCode.ERR_HTTP_TOKEN_ERROR,
  kicked: TcccErrorCode.ERR_SIP_FORBIDDEN,
  signedOut: TcccErrorCode.ERR_SIP_FORBIDDEN,
  licenseExceeded: TcccErrorCode.ERR_SIP_PAYMENTREQUIRED,
  invalidArgument: TcccErrorCode.INVALID_PARAMETER,
  invalidState: TcccErrorCode.INVALID_OPERATION,
  forbidden: TcccErrorCode.ERR_SIP_FORBIDDEN,
  notFound: TcccErrorCode.ERR_SIP_NOTFOUND,
  timeout: TcccErrorCode.ERR_SIP_REQUESTTIMEOUT,
  rateLimited: TcccErrorCode.ERR_SIP_SERVICE_UNAVAILABLE,
  network: TcccErrorCode.ERR_SIP_REQUEST_TERMINATED,
  mediaDenied: TcccErrorCode.ERR_MIC_NOT_AUTHORIZED,
  mediaMissing: TcccErrorCode.ERR_MIC_START_FAIL,
  mediaBusy: TcccErrorCode.ERR_MIC_OCCUPY,
  mediaFailed: TcccErrorCode.ERR_RTC_ENTER_ROOM_FAILED,
  notSupported: TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED,
  policyBlocked: TcccErrorCode.ERR_SIP_FORBIDDEN,
  tooLarge: TcccErrorCode.ERR_SIP_MESSAGE_TOO_LARGE,
  unknownMethod: TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED,
  malformed: TcccErrorCode.ERR_SIP_BAD_REQUEST,
  shuttingDown: TcccErrorCode.ERR_SIP_SERVICE_UNAVAILABLE,
  internal: TcccErrorCode.UNKNOWN,
};

const OWN: Readonly<Record<Doing, Partial<Record<ErrorCode, number>>>> = {
  login: { network: TcccErrorCode.ERR_HTTP_REQUEST_FAILURE },
  call: { invalidState: TcccErrorCode.ERR_NETWORK_CANNOT_RESET },
  answer: { mediaFailed: TcccErrorCode.ERR_ANSWER_FAILURE, notFound: TcccErrorCode.ERR_SIP_NOT_EXIST },
  dtmf: { network: TcccErrorCode.ERR_SEND_DTMF_FAILURE, notFound: TcccErrorCode.ERR_SIP_NOT_EXIST },
  other: { notFound: TcccErrorCode.ERR_SIP_NOT_EXIST },
};

/** The vendor's number for one of ours. */
export function numberOf(code: ErrorCode, doing: Doing = 'other'): number {
  return OWN[doing][code] ?? NUMBERS[code];
}

/** Done at the phone, so not at all by this class. */
const AT_PHONE: readonly BlockReason[] = ['answerOnPhone', 'needsPage', 'notSupported'];

/** Why a verb is not legal now, where that is what an error says. */
function reasonOf({ data }: CallstationError): BlockReason | null {
  const reason = typeof data === 'object' && data !== null && 'reason' in data ? data.reason : null;
  const known = words('en').blockReasons;
  return typeof reason === 'string' && reason in known ? (reason as BlockReason) : null;
}

function numberFor(code: ErrorCode, reason: BlockReason | null, doing: Doing): number {
  return reason !== null && AT_PHONE.includes(reason) ? TcccErrorCode.ERR_SIP_NOT_IMPLEMENTED : numberOf(code, doing);
}

/** An error that has a number of the vendor's already. */
export class NumberedError extends CallstationError {
  readonly number: number;

  constructor(number: number, code: ErrorCode, message: string) {
    super(code, message);
    this.number = number;
  }
}

/**
 * What is thrown by the class and what its promises reject with: the vendor's number, twice, the text, twice, and what
 * Callstation knows beyond that.
 */
export class TcccError extends Error {
  override readonly name = 'TcccError';
  readonly code: number;
  readonly errCode: number;
  readonly errMsg: string;
  /** `code`: Callstation's own, see docs/errors.md; `retryable`: whether the same may succeed later. */
  readonly extraInfo: { readonly code: ErrorCode; readonly retryable: boolean; readonly data?: unknown };

  constructor(cause: CallstationError, doing: Doing = 'other', language = 'en') {
    const reason = reasonOf(cause);
    super(reason === null ? cause.message : words(language).blockReasons[reason]);
    this.code = cause instanceof NumberedError ? cause.number : numberFor(cause.code, reason, doing);
    this.errCode = this.code;
    this.errMsg = this.message;
    const { code, retryable, data } = cause;
    this.extraInfo = data === undefined ? { code, retryable } : { code, retryable, data };
  }
}

/** An argument that is wrong. */
export const wrong = (message: string): CallstationError => new CallstationError('invalidArgument', message);
