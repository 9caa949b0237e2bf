import { fetchSeatToken } from '@callstation/core/facade';

import type { Login } from './login-params.ts';
import { anyFetch } from './ports/uni-fetch.ts';

/** Three parts with dots between: a seat's own token. What `CreateSDKLoginToken` gives out has no dots. */
const SEAT_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/u;

/**
 * Where a seat's tokens come from: from the login as it is by then, and once that was taken from the app (`fresh`), each changed
 * into a seat's token by the centre (`http`) where it is the vendor's kind. `audience`: `app` for a page without a web origin.
 */
export function seatToken(
  login: Login,
  { http, audience }: { http: string; audience?: 'app' | undefined },
  fresh: ((userId: string) => string | Promise<string>) | undefined,
): () => Promise<string> {
  const exchanged = new Map<string, Promise<string>>();
  // The vendor's kind may be good for one use: whoever asks again gets what it was exchanged for.
  const exchange = (token: string): Promise<string> => {
    const known = exchanged.get(token);
    if (known) return known;
    const { sdkAppId, userId } = login;
    const body = { sdkAppId, userId, token, ...(audience && { audience }) };
    const asked = fetchSeatToken({ url: `${http}/vendors/tccc/seat`, body }, anyFetch);
    exchanged.set(token, asked);
    asked.catch(() => exchanged.delete(token));
    return asked;
  };
  let used = '';
  return async () => {
    const token = fresh && used === login.token ? await fresh(login.userId) : (used = login.token);
    return SEAT_TOKEN.test(token) ? token : exchange(token);
  };
}
