import { CallstationError } from '@callstation/core';

/** What a back end gives out for one sign-in: the app, the time in seconds, and the signature over both. */
export interface TokenData {
  appId: string;
  timestamp: string | number;
  token: string;
}

/**
 * What an application extends to give the facade its data; `UdeskCCPaasApiClass.AppDataProvider`. Each method answers with
 * a promise.
 *
 * @example
 * class Provider extends UdeskCCPaasApiClass.AppDataProvider {
 *   GetToken() { return fetch('/my/udesk-token').then((answer) => answer.json()); }
 * }
 */
export class AppDataProvider {
  /** Asked for at each sign-in. This one rejects: it is for the application to write. */
  GetToken(): Promise<TokenData> {
    return Promise.reject(new CallstationError('invalidArgument', 'The AppDataProvider has no GetToken of its own.'));
  }
}
