import { CallstationError } from '@callstation/core';

import type { TcccSeat } from './options.ts';

/** Set by a script that was served for one sign-in, before this code runs. */
const SERVED = 'callstationTccc';

/** What is said to a page whose script does not say who signs in. */
const NOBODY = 'Load the script from a fresh SdkURL, or give it data-token, data-sdk-app-id and data-userid.';

/**
 * The seat a script tag brings: of the script itself, where the centre served it for one sign-in, else of its `data-`
 * attributes. Throws `invalidArgument` where there is neither.
 */
export function seatOfScript(scope: Record<string, unknown>, script: HTMLScriptElement | null): TcccSeat {
  const served = scope[SERVED];
  if (typeof served === 'object' && served !== null) {
    // A token is for one use: no other script of the page needs to find it.
    delete scope[SERVED];
    return served as TcccSeat;
  }
  const { token, sdkAppId, userid: userId } = script?.dataset ?? {};
  if (!script || !token || !sdkAppId || !userId) throw new CallstationError('invalidArgument', NOBODY);
  const base = baseOf(script.src);
  let asked: Promise<string> | null = null;
  // Such a token may be good for one use: whoever asks again gets what it was exchanged for.
  const exchange = (): Promise<string> =>
    (asked ??= exchanged(`${base}/vendors/tccc/seat`, { sdkAppId, userId, token }).catch((error: unknown) => {
      asked = null;
      throw error;
    }));
  return { url: `${base}/seat`, token: exchange, userId, sdkAppId };
}

/** Where the centre is whose script this is: at the root of its host, unless the script's own path says otherwise. */
function baseOf(src: string): string {
  const { origin, pathname } = new URL(src);
  return origin + pathname.slice(0, Math.max(0, pathname.indexOf('/vendors/')));
}

/** The seat's token for the vendor's. */
async function exchanged(route: string, given: Record<string, string>): Promise<string> {
  const answer = await fetch(route, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  const said: unknown = await answer.json().catch(() => null);
  const { token, error } = (said ?? {}) as { token?: unknown; error?: { code?: unknown; message?: unknown } };
  if (answer.ok && typeof token === 'string') return token;
  const { code, message } = error ?? {};
  if (typeof code === 'string' && typeof message === 'string') {
    throw CallstationError.fromData({ code, message, retryable: false });
  }
  throw new CallstationError(answer.status < 500 ? 'unauthorized' : 'network');
}
