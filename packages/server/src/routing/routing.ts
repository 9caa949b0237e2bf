import type { Id, Millis } from '@callstation/core/model';
import { createFreePool, type FreePool } from './free-pool.ts';
import { bySeniority, createLine, type Line, type Place } from './line.ts';
import type { Match, Membership, Standing, Strategy, Waiting } from './routing.types.ts';
import { createSortedList } from './sorted-list.ts';

/**
 * Who waits and who is free, over all skill groups of one app. Between two calls nobody waits whom somebody free may be
 * offered: every change is answered with the matches it makes possible. Whoever is matched is neither waiting nor free any
 * more, until told anew.
 */
export interface Routing {
  /** It rings at nobody any more: whoever becomes free is not to join in. */
  settled(conversation: Id): void;
  /** Puts a conversation in. One that waits already keeps its place in the same group, with the new details. */
  add(waiting: Waiting, now: Millis): Match[];
  remove(conversation: Id): void;
  /** What has become of an agent. */
  stand(standing: Standing, now: Millis): Match[];
  /** What has become possible with time alone: an avoided agent, or any agent instead of the preferred one. */
  due(now: Millis): Match[];
  /** When {@link Routing.due} is to be called; null for never. */
  nextDue(): Millis | null;
  /** 1: next to be served; null: does not wait. */
  position(conversation: Id): number | null;
  /** How many wait for a group, and since when the first. */
  waiting(group: Id): { count: number; longestSince: Millis | null };
}

interface Group {
  line: Line;
  pool: FreePool;
}

/** A conversation of a ring-all group that rings: who becomes free joins in. */
interface Ringing {
  place: Place;
  /** Nobody is asked twice before it waits again. */
  asked: Set<Id>;
}

interface Retry {
  at: Millis;
  conversation: Id;
}

/**
 * Makes an empty {@link Routing}; pure but for its own memory: the same calls give the same matches.
 *
 * @example
 * const routing = createRouting(() => 'longest-idle');
 * routing.stand({ agent: 'alice', free: true, since: 0, memberships: [{ group: 'sales', level: 1, order: 0 }] }, 0);
 * routing.add({ conversation: 'c1', group: 'sales', priority: 0, front: false, since: 5, avoid: new Map() }, 5);
 */
export function createRouting(strategyOf: (group: Id) => Strategy): Routing {
  return new RoutingTable(strategyOf);
}

class RoutingTable implements Routing {
  readonly #strategyOf: (group: Id) => Strategy;
  readonly #groups = new Map<Id, Group>();
  readonly #standings = new Map<Id, Standing>();
  readonly #groupOf = new Map<Id, Id>();
  readonly #ringing = new Map<Id, Ringing>();
  readonly #retries = createSortedList<Retry>(
    (a, b) => a.at - b.at || (a.conversation < b.conversation ? -1 : a.conversation > b.conversation ? 1 : 0),
  );
  #tickets = 0;

  constructor(strategyOf: (group: Id) => Strategy) {
    this.#strategyOf = strategyOf;
  }

  add(waiting: Waiting, now: Millis): Match[] {
    const { conversation, group } = waiting;
    const before = this.#place(conversation);
    this.remove(conversation);
    const stays = before?.waiting.group === group && before.waiting.priority === waiting.priority;
    const { front, since } = stays ? before.waiting : waiting;
    const ticket = stays ? before.ticket : ++this.#tickets;
    // What time alone has made possible comes first, or somebody would be passed over.
    const matches = this.due(now);
    this.#group(group).line.add({ waiting: { ...waiting, front, since }, ticket });
    this.#groupOf.set(conversation, group);
    return [...matches, ...this.#serve(conversation, now)];
  }

  settled(conversation: Id): void {
    this.#ringing.delete(conversation);
  }

  remove(conversation: Id): void {
    this.settled(conversation);
    const group = this.#groupOf.get(conversation);
    if (group === undefined) return;
    this.#groupOf.delete(conversation);
    this.#group(group).line.remove(conversation);
  }

  stand(standing: Standing, now: Millis): Match[] {
    const { agent } = standing;
    this.#take(agent);
    const matches = this.due(now);
    this.#standings.set(agent, standing);
    if (!standing.free) return matches;
    for (const { group, level } of standing.memberships) {
      this.#group(group).pool.put({ agent, since: standing.since, level });
    }
    const next = this.#nextFor(standing, now);
    return [...matches, ...(next === null ? this.#join(standing, now) : this.#serve(next, now))];
  }

  due(now: Millis): Match[] {
    const ready = new Set<Place>();
    for (let first = this.#retries.at(0); first !== undefined && first.at <= now; first = this.#retries.at(0)) {
      this.#retries.remove(first);
      const place = this.#place(first.conversation);
      if (place !== undefined) ready.add(place);
    }
    // All of them are possible now; who became so first is not who comes first.
    return [...ready].toSorted(bySeniority).flatMap(({ waiting }) => this.#serve(waiting.conversation, now));
  }

  nextDue(): Millis | null {
    // Retries of those who were served meanwhile are nobody's.
    for (let first = this.#retries.at(0); first !== undefined; first = this.#retries.at(0)) {
      if (this.#groupOf.has(first.conversation)) return first.at;
      this.#retries.remove(first);
    }
    return null;
  }

  position(conversation: Id): number | null {
    const group = this.#groupOf.get(conversation);
    return group === undefined ? null : this.#group(group).line.position(conversation);
  }

  waiting(group: Id): { count: number; longestSince: Millis | null } {
    const line = this.#groups.get(group)?.line;
    if (line === undefined || line.size === 0) return { count: 0, longestSince: null };
    let longestSince = Infinity;
    for (const { waiting } of line) longestSince = Math.min(longestSince, waiting.since);
    return { count: line.size, longestSince };
  }

  #place(conversation: Id): Place | undefined {
    const group = this.#groupOf.get(conversation);
    return group === undefined ? undefined : this.#group(group).line.get(conversation);
  }

  /** Made at first need, and made anew when the group's strategy was changed. */
  #group(id: Id): Group {
    const strategy = this.#strategyOf(id);
    const known = this.#groups.get(id);
    if (known?.pool.strategy === strategy) return known;
    const group = { line: known?.line ?? createLine(), pool: createFreePool(strategy) };
    this.#groups.set(id, group);
    for (const { agent, free, since, memberships } of this.#standings.values()) {
      const level = memberships.find((one) => one.group === id)?.level;
      if (free && level !== undefined) group.pool.put({ agent, since, level });
    }
    return group;
  }

  /** Offers it to whom the group's strategy chooses, or notes when to try again. */
  #serve(conversation: Id, now: Millis): Match[] {
    const place = this.#place(conversation);
    if (place === undefined) return [];
    const { waiting } = place;
    const { group, prefer } = waiting;
    const { pool } = this.#group(group);
    const may = (agent: Id): boolean => mayHave(waiting, agent, now);
    const first = prefer !== undefined && pool.has(prefer.agent) && may(prefer.agent);
    const agents = first ? [prefer.agent] : pool.pick(may);
    if (agents.length === 0) {
      this.#retryLater(waiting, now);
      return [];
    }
    this.remove(conversation);
    for (const agent of agents) this.#take(agent);
    if (pool.strategy === 'ring-all') this.#ringing.set(conversation, { place, asked: new Set(agents) });
    return [{ conversation, group, agents }];
  }

  /** Nobody waits for the agent: they ring with others, at the most senior of what may be offered to them. */
  #join({ agent, memberships }: Standing, now: Millis): Match[] {
    let best: Ringing | null = null;
    for (const ringing of this.#ringing.values()) {
      const { waiting } = ringing.place;
      const isMember = memberships.some(({ group }) => group === waiting.group);
      if (!isMember || ringing.asked.has(agent) || !mayHave(waiting, agent, now)) continue;
      if (best === null || bySeniority(ringing.place, best.place) < 0) best = ringing;
    }
    if (best === null) return [];
    const { conversation, group } = best.place.waiting;
    best.asked.add(agent);
    this.#take(agent);
    return [{ conversation, group, agents: [agent] }];
  }

  #retryLater({ conversation, avoid, prefer }: Waiting, now: Millis): void {
    const instants = [...avoid.values(), ...(prefer === undefined ? [] : [prefer.until])].filter((at) => at > now);
    if (instants.length > 0) this.#retries.add({ at: Math.min(...instants), conversation });
  }

  /** Free no more. */
  #take(agent: Id): void {
    const standing = this.#standings.get(agent);
    if (standing === undefined || !standing.free) return;
    this.#standings.set(agent, { ...standing, free: false });
    for (const { group } of standing.memberships) this.#group(group).pool.drop(agent);
  }

  /** Whom an agent serves: of the groups they serve first, the most senior of all who may be offered to them. */
  #nextFor({ agent, memberships }: Standing, now: Millis): Id | null {
    let best: { place: Place; order: number } | null = null;
    for (const { group, order } of memberships) {
      if (best !== null && order > best.order) continue;
      const place = this.#firstFor(group, agent, now);
      if (place === null) continue;
      if (best === null || order < best.order || bySeniority(place, best.place) < 0) best = { place, order };
    }
    return best?.place.waiting.conversation ?? null;
  }

  #firstFor(group: Membership['group'], agent: Id, now: Millis): Place | null {
    for (const place of this.#group(group).line) if (mayHave(place.waiting, agent, now)) return place;
    return null;
  }
}

function mayHave({ avoid, prefer }: Waiting, agent: Id, now: Millis): boolean {
  if ((avoid.get(agent) ?? 0) > now) return false;
  return prefer === undefined || prefer.agent === agent || prefer.until <= now;
}
