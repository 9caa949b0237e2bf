import { CallstationError } from '@callstation/core';

import { TcccError, type Doing } from './failure.ts';

/** What an operation answers: 0, or one of `TcccErrorCode`; and why. */
export interface TcccAnswer {
  readonly code: number;
  readonly message: string;
}

/** How the vendor answers. */
export type TcccCallback = (code: number, message: string) => void;

/** Hears of what nobody is there for. */
export type Failed = (what: string, error: unknown) => void;

/** Whom to answer, and how. */
interface Answering {
  callback: unknown;
  doing: Doing;
  language: string;
  failed: Failed;
}

const DONE: TcccAnswer = { code: 0, message: '' };

/** Does it, and answers as it was asked to. Never throws, and a promise that is left alone is no uncaught rejection. */
export function answer(
  { callback, doing, language, failed }: Answering,
  work: () => unknown,
): Promise<TcccAnswer> | undefined {
  const promise = (async () => {
    try {
      await work();
      return DONE;
    } catch (error) {
      throw new TcccError(CallstationError.from(error), doing, language);
    }
  })();
  promise.catch(() => undefined);
  if (typeof callback !== 'function') return promise;
  const told = callback as TcccCallback;
  const tell = ({ code, message }: TcccAnswer): void => {
    try {
      told(code, message);
    } catch (error) {
      failed('a callback threw', error);
    }
  };
  promise.then(tell, tell);
  return undefined;
}
