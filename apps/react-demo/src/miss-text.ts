import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';

const { missReasons } = words('en');

/** Why the agent did not get a call that was offered to them, in a sentence or two; null for any other call. */
export function missText(call: CallSnapshot): string | null {
  if (call.phase !== 'ended' || call.missed === undefined) return null;
  const { why, rangMs } = call.missed;
  const by = call.end.takenBy?.name;
  const said = why === 'takenElsewhere' && by !== undefined ? `${by} answered first.` : missReasons[why];
  return `${said} It rang for ${Math.round(rangMs / 1000)} s.`;
}
