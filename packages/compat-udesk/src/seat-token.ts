import { CallstationError, type ErrorData } from '@callstation/core';

import type { TokenData } from './app-data-provider.ts';

/** What is sent for a seat token. */
export interface SeatRequest {
  url: string;
  body: TokenData & { agentId: string };
}

/** Changes the app's token into a seat token. Rejects with a CallstationError. */
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

/** What a provider gave, if it is a token. Throws `invalidArgument`. */
export function tokenData(given: unknown, appId: string): TokenData {
  if (isObject(given)) {
    const { appId: own = appId, timestamp, token } = given;
    const timed = typeof timestamp === 'string' || typeof timestamp === 'number';
    if (typeof own === 'string' && timed && typeof token === 'string') return { appId: own, timestamp, token };
  }
  throw new CallstationError('invalidArgument', 'GetToken must resolve to {appId, timestamp, token}.');
}
