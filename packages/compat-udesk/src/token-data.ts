import { CallstationError } from '@callstation/core';

import type { TokenData } from './app-data-provider.ts';

/** What is sent for a seat token. */
export interface Credential extends TokenData {
  agentId: string;
}

/** What a provider gave, if it is a token. Throws `invalidArgument`. */
export function tokenData(given: unknown, appId: string): TokenData {
  if (typeof given === 'object' && given !== null) {
    const { appId: own = appId, timestamp, token }: { [K in keyof TokenData]?: unknown } = given;
    const timed = typeof timestamp === 'string' || typeof timestamp === 'number';
    if (typeof own === 'string' && timed && typeof token === 'string') return { appId: own, timestamp, token };
  }
  throw new CallstationError('invalidArgument', 'GetToken must resolve to {appId, timestamp, token}.');
}
