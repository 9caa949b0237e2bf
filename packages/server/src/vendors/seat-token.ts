import type { Id } from '@callstation/core/model';
import type { Identity } from '../engine/centre.ts';
import { APP_AUDIENCE } from '../http/tokens.ts';
import { SEAT_TTL, type VendorParts } from './vendors.types.ts';

/** What a seat token is for. */
export interface SeatTokenOptions {
  /** A page without a web origin. */
  forApp?: boolean;
  /** A page that cannot ask its back end for another one: as long as it is signed in the centre renews it. */
  renew?: boolean;
}

/** A token with which a page of that agent signs in; null: the app has no such agent. */
export async function seatToken(
  { agentOf, tokens }: Pick<VendorParts, 'agentOf' | 'tokens'>,
  { app, agent }: { app: Id; agent: string },
  { forApp = false, renew = false }: SeatTokenOptions = {},
): Promise<string | null> {
  const identity = agentOf(app, agent);
  if (identity === null) return null;
  const who: Identity = forApp ? { ...identity, audience: APP_AUDIENCE } : identity;
  return (await tokens.mint(who, SEAT_TTL, { renew })).token;
}
