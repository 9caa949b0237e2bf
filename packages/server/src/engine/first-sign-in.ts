import { newAgent, reduceAgent, type AgentSnapshot, type Millis } from '@callstation/core/model';
import type { AppConfig } from './app-config.ts';
import type { Identity } from './centre.ts';
import { groupsOf } from './membership.ts';

/** An agent at their first sign-in: ready for work, but not reachable until a page is open. */
export function firstSignIn(identity: Identity, app: AppConfig, at: Millis): AgentSnapshot {
  const { agent: id, name, rights } = identity;
  const fresh = newAgent({ id, name, rights, skillGroups: groupsOf(app, id), at, max: { chat: 0, video: 0 } });
  return reduceAgent(fresh, { type: 'setStatus', status: { status: 'idle' }, at })[0];
}
