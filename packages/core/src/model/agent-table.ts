import type { AgentSnapshot, Channel } from './agent.ts';
import type { AgentEffect, AgentEvent } from './agent-events.ts';
import { type AgentFacts, deriveStatus, longer, type ShownStatus, usedBy, wrapUpOf } from './agent-status.ts';
import type { Millis } from './primitives.ts';
import type { Reduce } from './reduce.ts';
import type { WrapUp } from './session.ts';

type EventOf<T extends AgentEvent['type']> = Extract<AgentEvent, { type: T }> & { at: Millis };
type Table = { readonly [T in AgentEvent['type']]: (facts: AgentFacts, event: EventOf<T>) => AgentFacts };

/**
 * A new agent: reachable nowhere and offline until said otherwise. `max` defaults to one call, three chats and one video
 * call at a time.
 */
export function newAgent(
  given: Pick<AgentSnapshot, 'id' | 'name' | 'rights' | 'skillGroups'> & {
    at: Millis;
    max?: Partial<Record<Channel, number>>;
  },
): AgentSnapshot {
  const { id, name, rights, skillGroups, at, max } = given;
  const room = { voice: 1, chat: 3, video: 1, ...max };
  return {
    ...{ id, name, rights, skillGroups, since: at },
    wanted: { status: 'offline' },
    reach: 'none',
    leadPage: null,
    load: {
      voice: { used: 0, max: room.voice },
      chat: { used: 0, max: room.chat },
      video: { used: 0, max: room.video },
    },
    phone: { mode: 'page' },
    status: 'offline',
  };
}

/** What each event changes. The shown status is not among it: it is derived afterwards. */
export const AGENT_TABLE: Table = {
  setStatus: (facts, { status }) => {
    const { missedOffer: _, ...rest } = facts;
    const talking = deriveStatus(facts).status === 'busy';
    // Choosing a status in wrap-up ends it; in a call the choice waits, and the wrap-up of that call comes first.
    return { ...(talking || status.status === 'wrap-up' ? rest : withoutWrapUp(rest)), wanted: status };
  },
  sessionStarted: (facts, { channel }) => withUsed(facts, channel, facts.load[channel].used + 1),
  sessionEnded: (facts, { channel, wrapUp }) =>
    withWrapUp(withUsed(facts, channel, Math.max(0, facts.load[channel].used - 1)), wrapUp ?? null),
  wrapUpStarted: (facts, { wrapUp }) => withWrapUp(facts, wrapUp),
  wrapUpEnded: (facts) => withoutWrapUp(notWantingWrapUp(facts)),
  sessions: (facts, { sessions }) => {
    const used = usedBy(sessions);
    const counted = withUsed(withUsed(withUsed(facts, 'voice', used.voice), 'chat', used.chat), 'video', used.video);
    const wrapUp = wrapUpOf(sessions);
    if (!wrapUp) return withoutWrapUp(counted);
    return wrapUp.deadline === counted.wrapUp?.deadline ? counted : { ...counted, wrapUp };
  },
  reach: (facts, { reach, offlineAt, at }) => {
    const { offlineAt: _, ...rest } = facts;
    if (facts.reach === reach && facts.offlineAt === offlineAt) return facts;
    const alone = reach !== 'page' && offlineAt !== undefined ? { offlineAt } : {};
    return { ...rest, ...absence(facts, reach, at), reach, ...alone };
  },
  leadPage: (facts, { page }) => (facts.leadPage === page ? facts : { ...facts, leadPage: page }),
  offerMissed: (facts, { then = { status: 'not-ready' } }) =>
    facts.wanted.status === 'idle' ? { ...facts, wanted: then, missedOffer: true } : facts,
  phone: (facts, { phone }) =>
    facts.phone.mode === phone.mode && facts.phone.number === phone.number ? facts : { ...facts, phone },
  callerNumber: (facts, { number, pool }) => {
    const { callerNumber, callerPool, ...rest } = facts;
    if ((callerNumber ?? null) === number && callerPool === pool) return facts;
    return {
      ...rest,
      ...(number === null ? {} : { callerNumber: number }),
      ...(pool === undefined ? {} : { callerPool: pool }),
    };
  },
  deadline: (facts, { at }) => {
    const rested = (facts.wrapUp?.deadline ?? Infinity) <= at ? withoutWrapUp(facts) : facts;
    if ((rested.offlineAt ?? Infinity) > at) return rested;
    const { offlineAt: _, missedOffer: _missed, ...rest } = rested;
    return { ...withoutWrapUp(rest), wanted: { status: 'offline' } };
  },
};

/**
 * One step of an agent: pure, never throws. What changes is announced: `agentStatusChanged` when the shown status does,
 * `agentChanged` for anything else; nothing when the event changes nothing.
 */
export const reduceAgent: Reduce<AgentSnapshot, AgentEvent, AgentEffect> = (agent, event) => {
  const before = factsOf(agent);
  const facts = change(before, event);
  if (facts === before) return [agent, []];
  const shown = deriveStatus(facts);
  const statusChanged = !sameStatus(shown, agent);
  const next: AgentSnapshot = { ...facts, since: statusChanged ? event.at : agent.since, ...shown };
  const effects: AgentEffect[] = [{ type: 'announce', event: statusChanged ? 'agentStatusChanged' : 'agentChanged' }];
  if (agent.wrapUp && !next.wrapUp && event.type !== 'sessions') effects.unshift({ type: 'endWrapUps' });
  return [next, effects];
};

function change<T extends AgentEvent['type']>(facts: AgentFacts, event: EventOf<T>): AgentFacts {
  const row: Table[T] | undefined = AGENT_TABLE[event.type as T];
  return row ? row(facts, event) : facts;
}

function factsOf(agent: AgentSnapshot): AgentFacts {
  const { status: _s, why: _w, reason: _r, deadline: _d, ...facts } = { why: 0, reason: 0, deadline: 0, ...agent };
  return facts;
}

function sameStatus(shown: ShownStatus, agent: AgentSnapshot): boolean {
  if (shown.status !== agent.status) return false;
  const detail = (of: ShownStatus): unknown => {
    if (of.status === 'not-ready') return of.why;
    if (of.status === 'break') return of.reason;
    return of.status === 'wrap-up' ? of.deadline : null;
  };
  return detail(shown) === detail(agent);
}

/** Who went of their own will was not unreachable. */
function absence(facts: AgentFacts, reach: AgentSnapshot['reach'], at: Millis): Pick<AgentSnapshot, 'unreachable'> {
  const { unreachable, wanted } = facts;
  if (reach === 'none') return wanted.status === 'offline' ? {} : { unreachable: { from: at, to: null } };
  return unreachable?.to === null ? { unreachable: { from: unreachable.from, to: at } } : {};
}

function withUsed(facts: AgentFacts, channel: Channel, used: number): AgentFacts {
  const room = facts.load[channel];
  return room.used === used ? facts : { ...facts, load: { ...facts.load, [channel]: { ...room, used } } };
}

function withWrapUp(facts: AgentFacts, wrapUp: WrapUp | null): AgentFacts {
  return wrapUp ? { ...facts, wrapUp: longer(facts.wrapUp, wrapUp) } : facts;
}

function withoutWrapUp(facts: AgentFacts): AgentFacts {
  if (!facts.wrapUp) return facts;
  const { wrapUp: _, ...rest } = facts;
  return rest;
}

/** Ending a wrap-up the agent chose themselves means going on to work. */
function notWantingWrapUp(facts: AgentFacts): AgentFacts {
  return facts.wanted.status === 'wrap-up' ? { ...facts, wanted: { status: 'idle' } } : facts;
}
