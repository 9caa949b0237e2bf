import type { End, MissedOffer } from '@callstation/core/model';
import { words } from '@callstation/core/words';

const { missReasons } = words('en');

/** Why the agent did not get a call that was offered to them, in a sentence or two; null where nothing was missed. */
export function missText(missed: MissedOffer | null, end: End | null): string | null {
  if (missed === null) return null;
  const { why, rangMs } = missed;
  const by = end?.takenBy?.name;
  const said = why === 'takenElsewhere' && by !== undefined ? `${by} answered first.` : missReasons[why];
  return `${said} It rang for ${Math.round(rangMs / 1000)} s.`;
}
