import { CallstationError, type ErrorCode } from '@callstation/core';

/**
 * What every rejected promise of the facade carries: the vendor's two names for the text, and Callstation's stable `code`.
 *
 * @example
 * tccc.Call.accept({ sessionId }).catch((failure: TcccError) => show(failure.errorMsg));
 */
export class TcccError extends Error {
  override readonly name = 'TcccError';
  readonly status = 'error' as const;
  readonly errorMsg: string;
  readonly errMsg: string;
  readonly code: ErrorCode;
  readonly data = null;

  constructor(cause: CallstationError) {
    super(cause.message, { cause });
    this.errorMsg = cause.message;
    this.errMsg = cause.message;
    this.code = cause.code;
  }
}

/** A promise that fails as the vendor's do. Left alone it is no uncaught rejection: samples of the vendor often do. */
export function settled<T>(work: () => T | Promise<T>): Promise<T> {
  const promise = (async () => {
    try {
      return await work();
    } catch (error) {
      throw new TcccError(CallstationError.from(error));
    }
  })();
  promise.catch(() => undefined);
  return promise;
}
