import { CallstationError } from '@callstation/core';
import { centreAddresses, centreOfScript, fetchSeatToken } from '@callstation/core/facade';

import type { TcccSeat } from './options.ts';

/** Set by a script that was served for one sign-in, before this code runs. */
const SERVED = 'callstationTccc';

/** What is said to a page whose script does not say who signs in. */
const NOBODY = 'Load the script from a fresh SdkURL, or give it data-token, data-sdk-app-id and data-userid.';

/**
 * The seat a script tag brings: of the script itself, where the centre served it for one sign-in, else of its `data-`
 * attributes. Where there is neither its token rejects with `unauthorized`: a page gets a `tccc` that says so, and no error that
 * nobody could catch.
 */
export function seatOfScript(scope: Record<string, unknown>, script: HTMLScriptElement | null): TcccSeat {
  const served = scope[SERVED];
  if (typeof served === 'object' && served !== null) {
    // A token is for one use: no other script of the page needs to find it.
    delete scope[SERVED];
    return served as TcccSeat;
  }
  const { token, sdkAppId, userid: userId } = script?.dataset ?? {};
  // A script whose text is in the page itself has no address.
  if (!script?.src || !token || !sdkAppId || !userId) return { url: '/seat', token: nobody };
  const { socket, exchange: url } = centreAddresses('tccc', centreOfScript(script.src, '/vendors/'));
  let asked: Promise<string> | null = null;
  // Such a token may be good for one use: whoever asks again gets what it was exchanged for.
  const exchange = (): Promise<string> =>
    (asked ??= fetchSeatToken({ url, body: { sdkAppId, userId, token } }).catch((error: unknown) => {
      asked = null;
      throw error;
    }));
  return { url: socket, token: exchange, userId, sdkAppId };
}

const nobody = (): Promise<string> => Promise.reject(new CallstationError('unauthorized', NOBODY));
