import { CallstationError, type ErrorData } from '@callstation/core';

/** What is sent for a seat token. */
export interface SeatRequest {
  url: string;
  body: { authentication: string };
}

/** Changes a credential into a seat token. Rejects with a CallstationError. */
export type SeatExchange = (request: SeatRequest) => Promise<string>;

/** Asks the centre. */
export const postForSeat: SeatExchange = async ({ url, body }) => {
  let answer: Response;
  let said: unknown;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    said = await answer.json();
  } catch (cause) {
    throw new CallstationError('network', undefined, { cause });
  }
  if (answer.ok && isObject(said) && typeof said['token'] === 'string') return said['token'];
  if (isObject(said) && isErrorData(said['error'])) {
    throw CallstationError.fromData({ ...said['error'], retryable: false });
  }
  throw new CallstationError(answer.status < 500 ? 'unauthorized' : 'network');
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isErrorData = (value: unknown): value is Pick<ErrorData, 'code' | 'message'> =>
  isObject(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string';
