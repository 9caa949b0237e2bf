import type { Id } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { TenantConfig } from '../config/server-config.ts';
import type { Identity } from '../engine/centre.ts';
import { createRates } from '../net/rates.ts';
import { knownAgent } from './known-agent.ts';
import { MAX_TTL, type Tokens } from './tokens.ts';

/** Tokens of one agent in a second, on average; and at once, as for all pages after a restart. */
const PER_SECOND = 1 / 60;
const AT_ONCE = 10;

/** What {@link createRenewal} needs. */
export interface RenewalOptions {
  /** For the rate. */
  clock: Clock;
  /** By which tokens are judged. */
  wall: Pick<Clock, 'now'>;
  tokens: Pick<Tokens, 'mint'>;
  /** An app as it is now, with agents made at run time. */
  current: (app: Id) => TenantConfig;
}

/**
 * Makes a fresh token for a page that is signed in with one that may be renewed: of the same agent and audience, else as the
 * agent's profile is now. Rejects `forbidden`, `tokenExpired` or `rateLimited`.
 */
export function createRenewal({ clock, wall, tokens, current }: RenewalOptions): (of: Identity) => Promise<string> {
  const mayAsk = createRates(clock, PER_SECOND, AT_ONCE);
  return async ({ app, agent, audience, renewableUntil }) => {
    if (renewableUntil === undefined)
      throw new CallstationError('forbidden', 'This token is not renewed here. Ask whoever made it for another one.');
    if (wall.now() >= renewableUntil) throw new CallstationError('tokenExpired');
    if (!mayAsk(JSON.stringify([app, agent]))) throw new CallstationError('rateLimited');
    const known = knownAgent(current(app), agent);
    if (known === null) throw new CallstationError('forbidden', 'The app has no such agent any more.');
    const identity = audience === undefined ? known : { ...known, audience };
    return (await tokens.mint(identity, MAX_TTL, { renew: true })).token;
  };
}
