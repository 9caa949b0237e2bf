import type { AgentSnapshot } from './agent.ts';
import type { SessionSnapshot } from './chat.ts';
import type { PageFacts } from './page.ts';
import type { CallSnapshot } from './session.ts';

/** Why a call that rings may not be heard or seen: the browser wants a click first, there is nothing to sound on, the page is hidden. */
export type UnheardReason = 'outputBlocked' | 'outputMissing' | 'pageHidden';

/** A call that rings on this page, and may ring in vain. */
export interface UnheardRing {
  readonly call: CallSnapshot;
  readonly why: UnheardReason;
}

/**
 * The call that rings here and that the agent may not notice; null when none rings, when another page is the lead page, or when
 * all is well. What keeps it silent goes before what keeps it out of sight.
 *
 * @example
 * const ring = unheardRing(workstation.getSnapshot());
 * if (ring?.why === 'outputBlocked') showButton('Turn sound on', () => workstation.devices.unlock());
 */
export function unheardRing(seen: {
  agent: AgentSnapshot | null;
  sessions: readonly SessionSnapshot[];
  page: PageFacts;
}): UnheardRing | null {
  const { agent, sessions, page } = seen;
  if (agent === null || agent.leadPage !== page.pageId) return null;
  const call = sessions.find(
    (session): session is CallSnapshot => session.kind !== 'im' && session.phase === 'offered',
  );
  const why = call && reasonOf(page);
  return call && why ? { call, why } : null;
}

function reasonOf({ output, visible }: PageFacts): UnheardReason | null {
  if (output === 'missing') return 'outputMissing';
  if (output === 'blocked') return 'outputBlocked';
  return visible ? null : 'pageHidden';
}
