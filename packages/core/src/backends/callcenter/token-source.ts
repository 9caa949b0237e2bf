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
function tokenExpiry(token: string): number | null {
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
  return new Source(fetchToken, clock, logger);
}

class Source implements TokenSource {
  readonly #fetchToken: () => string | Promise<string>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #token: string | null = null;
  #offset = 0;
  #cancel: (() => void) | null = null;
  /** Counts connections: what was asked for a former one is not handed to the present one. */
  #round = 0;

  constructor(fetchToken: () => string | Promise<string>, clock: Clock, logger: Logger) {
    this.#fetchToken = fetchToken;
    this.#clock = clock;
    this.#logger = logger;
  }

  async get(): Promise<string> {
    return this.#token !== null && this.#left(this.#token) > 0 ? this.#token : this.#ask();
  }

  invalidate(): void {
    this.#token = null;
  }

  keepFresh(offset: number, use: TokenUse): void {
    this.stop();
    this.#offset = offset;
    this.#schedule(use, 0);
  }

  stop(): void {
    this.#round++;
    this.#cancel?.();
    this.#cancel = null;
  }

  #left(token: string): number {
    return (tokenExpiry(token) ?? Infinity) - (this.#clock.now() + this.#offset);
  }

  async #ask(): Promise<string> {
    let fresh: string;
    try {
      fresh = await this.#fetchToken();
    } catch (error) {
      throw CallstationError.from(error, 'network');
    }
    return this.#keep(fresh);
  }

  /** An app in plain JavaScript, or a centre of tomorrow, may answer with anything. */
  #keep(fresh: unknown): string {
    if (typeof fresh !== 'string' || fresh === '') throw new CallstationError('unauthorized');
    this.#token = fresh;
    return fresh;
  }

  #schedule(use: TokenUse, atLeast: number): void {
    const rest = this.#token === null ? Infinity : this.#left(this.#token);
    if (this.#token === null || rest === Infinity) return;
    // A token shorter than the margin is refreshed at half of its life.
    const wait = rest > 2 * EARLY ? rest - EARLY : rest / 2;
    this.#after(Math.max(isRenewable(this.#token) ? Math.min(rest / 2, RENEWED) : wait, atLeast), use);
  }

  #after(ms: number, use: TokenUse): void {
    this.#cancel = this.#clock.after(ms, () => void this.#refresh(use));
  }

  async #refresh(use: TokenUse): Promise<void> {
    const [round, held] = [this.#round, this.#token];
    try {
      const fresh = (await this.#renewed(held, use)) ? null : await this.#ask();
      if (round !== this.#round) return;
      if (fresh === held) return this.#noNewer(held, use);
      if (fresh !== null) use.put(fresh);
      this.#schedule(use, RETRY);
    } catch (thrown) {
      if (round !== this.#round) return;
      const { code, retryable } = CallstationError.from(thrown);
      this.#warn(code);
      // What is refused now is refused in ten seconds, too.
      if (retryable && code !== 'tokenExpired') this.#after(RETRY, use);
    }
  }

  /** Whether the centre has made another one. */
  async #renewed(held: string | null, use: TokenUse): Promise<boolean> {
    if (held === null || !isRenewable(held)) return false;
    try {
      this.#keep(await use.renew());
      return true;
    } catch (thrown) {
      const error = CallstationError.from(thrown);
      if (error.retryable && this.#left(held) > 0) throw error;
      return false;
    }
  }

  /** An app may keep what it has until its very end; after that there is none. */
  #noNewer(held: string | null, use: TokenUse): void {
    const rest = held === null ? 0 : this.#left(held);
    if (rest > 0) this.#after(Math.max(rest, RETRY), use);
    else this.#warn('no newer token');
  }

  #warn(error: string): void {
    this.#logger.warn('the token could not be refreshed', { error });
  }
}
