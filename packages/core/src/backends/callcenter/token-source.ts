import type { Clock, Logger } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';

/** Refreshed this long before its end, milliseconds. */
const EARLY = 60_000;
const RETRY = 10_000;

/** The app's token, asked for again when it is refused or close to its end. */
export interface TokenSource {
  /** The token to sign in with. Rejects with what the app's function failed with, as a CallstationError. */
  get(): Promise<string>;
  /** The centre refused it: the next `get` asks the app. */
  invalidate(): void;
  /** Keeps the signed-in token fresh: hands a new one to `use` in time. `offset` is server clock minus page clock. */
  keepFresh(offset: number, use: (token: string) => void): void;
  stop(): void;
}

/** When a JWT ends, epoch milliseconds; null when it does not say. Reads only, proves nothing. */
export function tokenExpiry(token: string): number | null {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replace(/-/gu, '+').replace(/_/gu, '/')));
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return null;
    return typeof claims.exp === 'number' ? claims.exp * 1000 : null;
  } catch {
    return null;
  }
}

/** Makes a source over the app's function. */
export function createTokenSource(
  fetchToken: () => string | Promise<string>,
  clock: Clock,
  logger: Logger,
): TokenSource {
  let token: string | null = null;
  let offset = 0;
  let cancel: (() => void) | null = null;
  let round = 0;

  const left = (value: string): number => (tokenExpiry(value) ?? Infinity) - (clock.now() + offset);
  const ask = async (): Promise<string> => {
    let fresh: string;
    try {
      fresh = await fetchToken();
    } catch (error) {
      throw CallstationError.from(error, 'network');
    }
    if (typeof fresh !== 'string' || fresh === '') throw new CallstationError('unauthorized');
    token = fresh;
    return token;
  };
  const stop = (): void => {
    round++;
    cancel?.();
    cancel = null;
  };
  const refresh = async (use: (token: string) => void): Promise<void> => {
    const mine = round;
    try {
      const fresh = await ask();
      if (mine !== round) return;
      use(fresh);
      schedule(use, RETRY);
    } catch (error) {
      logger.warn('the token could not be refreshed', { error: CallstationError.from(error).code });
      if (mine === round) cancel = clock.after(RETRY, () => void refresh(use));
    }
  };
  function schedule(use: (token: string) => void, atLeast: number): void {
    const rest = token === null ? Infinity : left(token);
    if (rest === Infinity) return;
    // A token shorter than the margin is refreshed at half of its life.
    cancel = clock.after(Math.max(rest > 2 * EARLY ? rest - EARLY : rest / 2, atLeast), () => void refresh(use));
  }
  return {
    get: async () => (token !== null && left(token) > 0 ? token : ask()),
    invalidate() {
      token = null;
    },
    keepFresh(serverOffset, use) {
      stop();
      offset = serverOffset;
      schedule(use, 0);
    },
    stop,
  };
}
