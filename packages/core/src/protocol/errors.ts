import type { ErrorData } from '../model/index.ts';
import { hasOwn } from '../model/has-own.ts';

interface ErrorKind {
  /** Whether the same request may succeed later without a change by the caller. */
  retryable: boolean;
  /** Default text: what happened and what to do. */
  message: string;
}

/** Every error code a caller can meet, with its default text. docs/errors.md is generated from this. */
export const ERRORS = {
  notReady: { retryable: true, message: 'The workstation is not connected yet. Await connect() first.' },
  unauthorized: { retryable: false, message: 'The token was refused. Fetch a new token from your back end.' },
  tokenExpired: { retryable: true, message: 'The token has expired. Fetch a new token from your back end.' },
  kicked: { retryable: false, message: 'Another sign-in replaced this one. Connect again to take it back.' },
  signedOut: { retryable: false, message: 'A supervisor signed you out. Connect again to sign in.' },
  licenseExceeded: { retryable: true, message: 'All seats are taken. Ask somebody to sign out or raise the limit.' },
  invalidArgument: { retryable: false, message: 'An argument is missing or malformed. Correct it and try again.' },
  invalidState: { retryable: false, message: 'This is not possible in the present state. Check the actions first.' },
  forbidden: { retryable: false, message: 'The token lacks the right for this. Mint one with that right.' },
  notFound: { retryable: false, message: 'No such session, agent or queue. It may have ended.' },
  timeout: { retryable: true, message: 'No answer came in time. Try again.' },
  rateLimited: { retryable: true, message: 'Too many requests. Slow down and try again.' },
  network: { retryable: true, message: 'The connection to the centre is down. It is being restored.' },
  mediaDenied: {
    retryable: true,
    message: 'The microphone is not allowed. Allow it in the address bar, then try again.',
  },
  mediaMissing: { retryable: true, message: 'No microphone was found. Plug one in, then try again.' },
  mediaBusy: { retryable: true, message: 'Another program holds the microphone. Close it, then try again.' },
  mediaFailed: { retryable: true, message: 'The audio path could not be set up. Try again.' },
  notSupported: { retryable: false, message: 'This centre cannot do that.' },
  policyBlocked: { retryable: false, message: 'A rule of the centre forbids this.' },
  tooLarge: { retryable: false, message: 'The message is too large.' },
  unknownMethod: { retryable: false, message: 'No such method. Check the protocol version.' },
  malformed: { retryable: false, message: 'The message is not valid JSON-RPC 2.0.' },
  shuttingDown: { retryable: true, message: 'The centre is restarting. The page reconnects by itself.' },
  internal: { retryable: true, message: 'The centre failed inside. Try again; the log holds the cause.' },
} as const satisfies Record<string, ErrorKind>;

/** One of the keys of {@link ERRORS}. */
export type ErrorCode = keyof typeof ERRORS;

/**
 * The one error class of Callstation: a stable `code`, a plain `message` with the remedy, `retryable`, and the `cause`.
 *
 * @example
 * try { await workstation.calls.answer(id); } catch (error) {
 *   if (error instanceof CallstationError && error.code === 'mediaDenied') showMicrophoneHelp();
 * }
 */
export class CallstationError extends Error {
  override readonly name = 'CallstationError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly data?: unknown;

  constructor(code: ErrorCode, message?: string, options: { cause?: unknown; data?: unknown } = {}) {
    super(message ?? ERRORS[code].message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryable = ERRORS[code].retryable;
    if (options.data !== undefined) this.data = options.data;
  }

  /** The plain form, for a wire. `cause` stays behind. */
  toData(): ErrorData {
    const { code, message, retryable, data } = this;
    return data === undefined ? { code, message, retryable } : { code, message, retryable, data };
  }

  /** The error a wire's plain form stands for; an unknown code becomes `internal` with the original in `data`. */
  static fromData(error: ErrorData): CallstationError {
    const known = hasOwn(ERRORS, error.code);
    return new CallstationError(
      known ? (error.code as ErrorCode) : 'internal',
      error.message,
      known ? { data: error.data } : { data: error },
    );
  }

  /** Anything thrown, as a CallstationError; what is none becomes `internal` with itself as the cause. */
  static from(thrown: unknown, code: ErrorCode = 'internal'): CallstationError {
    return thrown instanceof CallstationError ? thrown : new CallstationError(code, undefined, { cause: thrown });
  }
}
