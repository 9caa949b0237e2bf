import type { Id } from '@callstation/core/model';
import { APP_AUDIENCE } from '../http/tokens.ts';
import { SEAT_TTL, type VendorParts } from './vendors.types.ts';

/** A token with which a page of that agent signs in; null: the app has no such agent. `forApp`: a page without a web origin. */
export async function seatToken(
  { agentOf, tokens }: Pick<VendorParts, 'agentOf' | 'tokens'>,
  { app, agent }: { app: Id; agent: string },
  forApp = false,
): Promise<string | null> {
  const identity = agentOf(app, agent);
  if (identity === null) return null;
  return (await tokens.mint(forApp ? { ...identity, audience: APP_AUDIENCE } : identity, SEAT_TTL)).token;
}
