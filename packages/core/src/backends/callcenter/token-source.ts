import type { Clock, Logger } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';

/** Refreshed this long before its end, milliseconds. */
const EARLY = 60_000;
const RETRY = 10_000;
/** A token that the centre renews is renewed as often: who closes the lid for a night comes back with one that is good. */
const RENEWED = 3600_000;

/** What a signed-in page does with tokens. */
export interface TokenUse {
  /** Hands the centre a new one of the app. */
  put(token: string): void;
  /** Asks the centre for one in place of a token that says it may be renewed. Rejects with a CallstationError. */
  renew(): Promise<string>;
}

/** The app's token, asked for again when it is refused or close to its end. */
export interface TokenSource {
  /** The token to sign in with. Rejects with what the app's function failed with, as a CallstationError. */
  get(): Promise<string>;
  /** The centre refused it: the next `get` asks the app. */
  invalidate(): void;
  /**
   * Keeps the signed-in token fresh: by the centre where the token says so, else by the app, in time. Stops when there is no
   * newer one: the connection goes on without, and a later one asks the app. `offset` is server clock minus page clock.
   */
  keepFresh(offset: number, use: TokenUse): void;
  stop(): void;
}

function claimsOf(token: string): { exp?: unknown; renew?: unknown } {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replace(/-/gu, '+').replace(/_/gu, '/')));
    return typeof claims === 'object' && claims !== null ? claims : {};
  } catch {
    return {};
  }
}

/** When a JWT ends, epoch milliseconds; null when it does not say. Reads only, proves nothing. */
export function tokenExpiry(token: string): number | null {
  const { exp } = claimsOf(token);
  return typeof exp === 'number' ? exp * 1000 : null;
}

const isRenewable = (token: string): boolean => claimsOf(token).renew === true;

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
  const checked = (fresh: unknown): string => {
    if (typeof fresh !== 'string' || fresh === '') throw new CallstationError('unauthorized');
    token = fresh;
    return fresh;
  };
  const ask = async (): Promise<string> => {
    let fresh: string;
    try {
      fresh = await fetchToken();
    } catch (error) {
      throw CallstationError.from(error, 'network');
    }
    return checked(fresh);
  };
  const stop = (): void => {
    round++;
    cancel?.();
    cancel = null;
  };
  /** Whether the centre has made another one. */
  const renewed = async (held: string | null, use: TokenUse): Promise<boolean> => {
    if (held === null || !isRenewable(held)) return false;
    try {
      checked(await use.renew());
      return true;
    } catch (thrown) {
      const error = CallstationError.from(thrown);
      if (error.retryable && left(held) > 0) throw error;
      return false;
    }
  };
  const refresh = async (use: TokenUse): Promise<void> => {
    const mine = round;
    const held = token;
    const after = (ms: number): void => {
      if (mine === round) cancel = clock.after(ms, () => void refresh(use));
    };
    try {
      if (!(await renewed(held, use))) {
        const fresh = await ask();
        if (mine !== round) return;
        if (fresh === held) {
          // An app may keep what it has until its very end; after that there is none.
          if (left(fresh) > 0) return after(Math.max(left(fresh), RETRY));
          return warn('no newer token');
        }
        use.put(fresh);
      }
      if (mine === round) schedule(use, RETRY);
    } catch (thrown) {
      const { code, retryable } = CallstationError.from(thrown);
      if (mine !== round) return;
      warn(code);
      // What is refused now is refused in ten seconds, too.
      if (retryable && code !== 'tokenExpired') after(RETRY);
    }
  };
  const warn = (error: string): void => logger.warn('the token could not be refreshed', { error });
  function schedule(use: TokenUse, atLeast: number): void {
    const rest = token === null ? Infinity : left(token);
    if (token === null || rest === Infinity) return;
    // A token shorter than the margin is refreshed at half of its life.
    const wait = rest > 2 * EARLY ? rest - EARLY : rest / 2;
    cancel = clock.after(
      Math.max(isRenewable(token) ? Math.min(rest / 2, RENEWED) : wait, atLeast),
      () => void refresh(use),
    );
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
