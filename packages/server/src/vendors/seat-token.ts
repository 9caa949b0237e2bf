import type { Id } from '@callstation/core/model';
import { SEAT_TTL, type VendorParts } from './vendors.types.ts';

/** A token with which a page of that agent signs in; null: the app has no such agent. */
export async function seatToken(
  { agentOf, tokens }: Pick<VendorParts, 'agentOf' | 'tokens'>,
  { app, agent }: { app: Id; agent: string },
): Promise<string | null> {
  const identity = agentOf(app, agent);
  return identity === null ? null : (await tokens.mint(identity, SEAT_TTL)).token;
}
