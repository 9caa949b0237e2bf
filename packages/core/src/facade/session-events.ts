import type { SessionEventName } from '../client/events.types.ts';
import { DOMAIN_EVENTS } from '../model/index.ts';

/** Names of every event that is about a session, for who hears them all. */
export const SESSION_EVENTS: readonly SessionEventName[] = DOMAIN_EVENTS.filter(
  (name): name is SessionEventName => name !== 'agentStatusChanged' && name !== 'agentChanged',
);
