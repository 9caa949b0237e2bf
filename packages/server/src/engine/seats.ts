import type { Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { AgentEntry, Agents } from './agents.ts';
import type { AppConfig } from './app-config.ts';
import type { Seat } from './centre.ts';

/** Refuses the sign-in of one agent more than the app has seats: `licenseExceeded`. Who is signed in keeps theirs. */
export function assertSeat(agents: Agents, { id, seats }: AppConfig, { identity }: Seat): void {
  if (seats === undefined) return;
  const taken = agents.of(id).filter((entry) => isSignedIn(entry) && entry.id !== identity.agent).length;
  if (taken >= seats) throw new CallstationError('licenseExceeded', undefined, { data: { seats } });
}

/** Whether anybody of that group is signed in, besides the one who asks. */
export function isStaffed(agents: Agents, app: Id, group: Id, besides?: Id): boolean {
  return agents.of(app).some(({ id, snapshot }) => {
    const here = snapshot.wanted.status !== 'offline' && snapshot.reach !== 'none';
    return id !== besides && here && snapshot.skillGroups.includes(group);
  });
}

/** An agent at a phone has a seat without a page, too. */
function isSignedIn({ pages, snapshot }: AgentEntry): boolean {
  return pages.size > 0 || (snapshot.reach !== 'none' && snapshot.wanted.status !== 'offline');
}
