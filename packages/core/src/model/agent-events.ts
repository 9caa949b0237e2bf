import type { AgentSnapshot, Channel, SettableStatus } from './agent.ts';
import type { SessionSnapshot } from './chat.ts';
import type { DomainEventName } from './events.ts';
import type { Id, Millis } from './primitives.ts';
import type { WrapUp } from './session.ts';

/** What can happen to an agent. */
export type AgentEvent =
  /** What the agent chose. While a session lives it only becomes `wanted`; in wrap-up it ends the wrap-up. */
  | { type: 'setStatus'; status: SettableStatus }
  /** A session was offered, or begun by the agent: from then on it takes room. */
  | { type: 'sessionStarted'; channel: Channel }
  /** It is over for this agent; `wrapUp` if after-call work begins with that. */
  | { type: 'sessionEnded'; channel: Channel; wrapUp?: WrapUp | null }
  | { type: 'wrapUpStarted'; wrapUp: WrapUp }
  /** The last after-call work is over. */
  | { type: 'wrapUpEnded' }
  /** All of the agent's sessions: counts load and wrap-up anew, instead of the four above. */
  | { type: 'sessions'; sessions: readonly SessionSnapshot[] }
  /** Where the agent can be reached. `offlineAt`: when one is signed out who is unreachable, or at a phone only. */
  | { type: 'reach'; reach: AgentSnapshot['reach']; offlineAt?: Millis }
  | { type: 'leadPage'; page: Id | null }
  /** An offer rang out: no more offers until the agent says so. `then`: what they are meanwhile, default not ready. */
  | { type: 'offerMissed'; then?: SettableStatus }
  | { type: 'phone'; phone: AgentSnapshot['phone'] }
  /** The number or the pool of numbers they chose to show; neither: the centre's choice. */
  | { type: 'callerNumber'; number: string | null; pool?: Id }
  /** The alarm at `nextDeadline` went off. */
  | { type: 'deadline' };

/** What to do after a step. `endWrapUps`: complete the agent's ended sessions, for the agent has gone on to work. */
export type AgentEffect = { type: 'announce'; event: DomainEventName } | { type: 'endWrapUps' };
