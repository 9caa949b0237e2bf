import { nextDeadline, reduceAgent, type AgentEvent, type AgentSnapshot, type Id } from '@callstation/core/model';
import type { AgentPhone, SessionSnapshot, SettableStatus, State, Update } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { CallerChoice, PageHealth } from '@callstation/core/protocol';
import { leadPage, type OpenPage } from '../domain/lead-page.ts';
import type { AgentConfig, AppConfig } from './app-config.ts';
import { CAPABILITIES } from './capabilities.ts';
import type { Identity, Seat } from './centre.ts';
import { firstSignIn } from './first-sign-in.ts';
import { groupsOf } from './membership.ts';

/** One agent, their open pages, and what those mirror. */
export interface AgentEntry {
  readonly app: Id;
  readonly id: Id;
  identity: Identity;
  snapshot: AgentSnapshot;
  readonly pages: Map<Id, OpenPage>;
  /** Those of them that have no socket now. */
  readonly lost: Set<Id>;
  readonly sessions: Map<Id, SessionSnapshot>;
  /** The conversation that is about to be offered; keeps the agent from being chosen twice. See {@link Agents.reserve}. */
  reserved: Id | null;
  /** Offline because no page came back, not because they said so. */
  signedOut: boolean;
  cancelAlarm: (() => void) | null;
}

/** Everybody who is known by configuration, or has signed in since the start. */
export interface Agents {
  find(app: Id, id: Id): AgentEntry | undefined;
  of(app: Id): AgentEntry[];
  open(seat: Seat, app: AppConfig, visible: boolean): AgentEntry;
  report(seat: Seat, facts: { visible: boolean } & PageHealth): void;
  /** What the page that rings knows of its own sound. */
  health(entry: AgentEntry): PageHealth;
  /** Takes over what a new token says. */
  identify(seat: Seat): void;
  /** The page has no socket, until it opens again. */
  lost(seat: Seat): void;
  /** Takes the page away; true when it was open. */
  close(seat: Seat): boolean;
  /** The page shows use: it becomes the last used one. */
  used(entry: AgentEntry, page: Id): void;
  state(entry: AgentEntry): State;
  /** Keeps what a session update changes, and sends it to the agent's pages. */
  publish(entry: AgentEntry, update: Update): void;
  setWanted(entry: AgentEntry, wanted: SettableStatus): void;
  /** Offline until they sign in again. */
  signOut(entry: AgentEntry): void;
  /** After-call work is over, for all of their sessions. */
  endWrapUp(entry: AgentEntry): void;
  /** At a phone an agent stays reachable when their last page closes, until their sign-in expires. */
  setPhone(entry: AgentEntry, phone: AgentPhone): void;
  setCallerNumber(entry: AgentEntry, choice: CallerChoice): void;
  /** They let an offer ring out; `then`: what they are meanwhile. */
  missed(entry: AgentEntry, then: SettableStatus): void;
  /** The app is not as it was `before`: who is expected, and who belongs to which group. */
  configure(app: AppConfig, before: AppConfig): void;
  /** Keeps the agent for a conversation that is about to be offered, or gives them back. */
  reserve(entry: AgentEntry, conversation: Id | null): void;
  stop(): void;
}

interface AgentsOptions {
  clock: Clock;
  apps: readonly AppConfig[];
  /** How long an agent of that app at a phone stays signed in with no page open. Milliseconds. */
  phoneSignInMs(app: Id): number;
  emit(to: { app: Id; agent: Id }, update: Update): void;
  /** The snapshot was replaced. */
  shown(app: Id, from: AgentSnapshot, to: AgentSnapshot): void;
  /** An agent may have become able to take a call, or unable to. */
  changed(entry: AgentEntry): void;
  /** What they had chosen before a restart of the centre; null: nothing, they come ready. Once. */
  takeWanted(app: Id, agent: Id): SettableStatus | null;
  /** The agent has gone on to work: their ended sessions are complete. */
  endWrapUps(entry: AgentEntry): void;
}

/** An agent without a page is signed out after this long. Milliseconds. */
export const OFFLINE_AFTER_MS = 5 * 60_000;

const keyOf = (app: Id, id: Id): string => JSON.stringify([app, id]);

/** Makes the registry of {@link Agents}. */
export function createAgents(options: AgentsOptions): Agents {
  return new AgentTable(options);
}

class AgentTable implements Agents {
  readonly #options: AgentsOptions;
  readonly #entries = new Map<string, AgentEntry>();
  #uses = 0;

  constructor(options: AgentsOptions) {
    this.#options = options;
    for (const app of options.apps) for (const agent of app.agents ?? []) this.#expect(app, agent);
  }

  find(app: Id, id: Id): AgentEntry | undefined {
    return this.#entries.get(keyOf(app, id));
  }

  of(app: Id): AgentEntry[] {
    return [...this.#entries.values()].filter((entry) => entry.app === app);
  }

  open(seat: Seat, app: AppConfig, visible: boolean): AgentEntry {
    const entry = this.find(app.id, seat.identity.agent) ?? this.#make(seat, app);
    this.identify(seat);
    entry.lost.delete(seat.page);
    this.#show(entry, seat.page, visible);
    return entry;
  }

  report(seat: Seat, { visible, ...health }: { visible: boolean } & PageHealth): void {
    const entry = this.find(seat.identity.app, seat.identity.agent);
    const open = entry?.pages.get(seat.page);
    if (entry === undefined || open === undefined) return;
    open.health = { ...open.health, ...health };
    this.#show(entry, seat.page, visible);
  }

  health({ snapshot, pages }: AgentEntry): PageHealth {
    return (snapshot.leadPage === null ? undefined : pages.get(snapshot.leadPage)?.health) ?? {};
  }

  identify({ identity }: Seat): void {
    const entry = this.find(identity.app, identity.agent);
    if (entry === undefined) return;
    entry.identity = identity;
    this.#restate(entry, {});
  }

  lost(seat: Seat): void {
    const entry = this.find(seat.identity.app, seat.identity.agent);
    if (!entry?.pages.has(seat.page)) return;
    entry.lost.add(seat.page);
    this.#lead(entry);
  }

  close(seat: Seat): boolean {
    const entry = this.find(seat.identity.app, seat.identity.agent);
    if (entry === undefined || !entry.pages.delete(seat.page)) return false;
    entry.lost.delete(seat.page);
    this.#lead(entry);
    return true;
  }

  used(entry: AgentEntry, page: Id): void {
    const open = entry.pages.get(page);
    if (open !== undefined) this.#show(entry, page, open.visible);
  }

  state(entry: AgentEntry): State {
    const sessions = [...entry.sessions.values()].sort((a, b) => a.createdAt - b.createdAt);
    return { agent: entry.snapshot, sessions, capabilities: CAPABILITIES };
  }

  publish(entry: AgentEntry, update: Update): void {
    if (update.type === 'session') entry.sessions.set(update.session.id, update.session);
    if (update.type === 'removed') entry.sessions.delete(update.id);
    this.#emit(entry, update);
    if (update.type !== 'session' && update.type !== 'removed') return;
    // How it ended is named before the end itself, which follows at once: the status is told after both.
    if (update.cause === 'sessionTransferred' || update.cause === 'sessionRequeued') return;
    this.#move(entry, { type: 'sessions', sessions: [...entry.sessions.values()] });
  }

  setWanted(entry: AgentEntry, wanted: SettableStatus): void {
    this.#move(entry, { type: 'setStatus', status: wanted });
  }

  signOut(entry: AgentEntry): void {
    this.setWanted(entry, { status: 'offline' });
    entry.signedOut = true;
  }

  endWrapUp(entry: AgentEntry): void {
    this.#move(entry, { type: 'wrapUpEnded' });
  }

  setPhone(entry: AgentEntry, phone: AgentPhone): void {
    this.#move(entry, { type: 'phone', phone });
    this.#lead(entry);
  }

  setCallerNumber(entry: AgentEntry, choice: CallerChoice): void {
    const chosen = 'pool' in choice ? { number: null, pool: choice.pool } : choice;
    this.#move(entry, { type: 'callerNumber', ...chosen });
  }

  missed(entry: AgentEntry, then: SettableStatus): void {
    this.#move(entry, { type: 'offerMissed', then });
  }

  reserve(entry: AgentEntry, conversation: Id | null): void {
    entry.reserved = conversation;
    this.#options.changed(entry);
  }

  configure(app: AppConfig, before: AppConfig): void {
    const expected = new Map((app.agents ?? []).map((agent) => [agent.id, agent]));
    for (const { id } of before.agents ?? []) {
      const entry = this.find(app.id, id);
      if (entry === undefined || expected.has(id) || !isAway(entry)) continue;
      entry.cancelAlarm?.();
      this.#entries.delete(keyOf(app.id, id));
    }
    for (const agent of expected.values()) {
      const entry = this.find(app.id, agent.id);
      if (entry === undefined) this.#expect(app, agent);
      else if (isAway(entry)) entry.identity = identityOf(app, agent);
    }
    for (const entry of this.of(app.id)) {
      this.#restate(entry, { skillGroups: groupsOf(app, entry.id) });
      this.#options.changed(entry);
    }
  }

  stop(): void {
    for (const entry of this.#entries.values()) {
      entry.cancelAlarm?.();
      this.#options.shown(entry.app, entry.snapshot, { ...entry.snapshot, status: 'offline' });
    }
  }

  #emit(entry: AgentEntry, update: Update): void {
    this.#options.emit({ app: entry.app, agent: entry.id }, update);
  }

  #move(entry: AgentEntry, event: AgentEvent): void {
    const [next, effects] = reduceAgent(entry.snapshot, { ...event, at: this.#options.clock.now() });
    if (next === entry.snapshot) return;
    const signedOut = event.type === 'deadline' && next.wanted.status === 'offline';
    entry.signedOut = signedOut || (entry.signedOut && event.type !== 'setStatus');
    const before = entry.snapshot;
    entry.snapshot = next;
    this.#options.shown(entry.app, before, next);
    for (const effect of effects) {
      if (effect.type === 'announce') this.#emit(entry, { type: 'agent', agent: next, cause: effect.event });
    }
    this.#arm(entry);
    if (effects.some((effect) => effect.type === 'endWrapUps')) this.#options.endWrapUps(entry);
    this.#options.changed(entry);
  }

  #arm(entry: AgentEntry): void {
    const { clock } = this.#options;
    entry.cancelAlarm?.();
    const at = nextDeadline(entry.snapshot);
    const ring = (): void => this.#move(entry, { type: 'deadline' });
    entry.cancelAlarm = at === null ? null : clock.after(at - clock.now(), ring);
  }

  #lead(entry: AgentEntry): void {
    const open = [...entry.pages.values()];
    const here = open.filter(({ page }) => !entry.lost.has(page));
    // A call belongs to its page also while that has no socket.
    this.#move(entry, { type: 'leadPage', page: leadPage(here) ?? leadPage(open) });
    const atPhone = entry.snapshot.phone.mode !== 'page';
    if (here.length === 0) return this.#alone(entry, atPhone ? 'phone' : 'none');
    this.#move(entry, { type: 'reach', reach: atPhone ? 'phone' : 'page' });
    if (entry.signedOut) this.#move(entry, { type: 'setStatus', status: this.#first(entry) });
  }

  /** No page is open: from now on, once, the time runs after which the agent is signed out. */
  #alone(entry: AgentEntry, reach: 'phone' | 'none'): void {
    const { clock, phoneSignInMs } = this.#options;
    const { reach: before, offlineAt } = entry.snapshot;
    if (before === reach && (offlineAt !== undefined || reach === 'none')) return;
    const after = reach === 'phone' ? phoneSignInMs(entry.app) : OFFLINE_AFTER_MS;
    this.#move(entry, { type: 'reach', reach, offlineAt: clock.now() + after });
  }

  #show(entry: AgentEntry, page: Id, visible: boolean): void {
    const before = entry.pages.get(page);
    const used = visible ? ++this.#uses : (before?.used ?? 0);
    entry.pages.set(page, { page, visible, used, health: before?.health ?? {} });
    this.#lead(entry);
  }

  #make({ identity }: Seat, app: AppConfig): AgentEntry {
    const snapshot = firstSignIn(identity, app, this.#options.clock.now());
    const entry = this.#keep({ identity, snapshot, signedOut: false });
    this.#options.shown(app.id, { ...snapshot, status: 'offline' }, snapshot);
    const first = this.#first(entry);
    if (first.status !== 'idle') this.setWanted(entry, first);
    return entry;
  }

  /** What they come to work as. */
  #first({ app, id }: AgentEntry): SettableStatus {
    return this.#options.takeWanted(app, id) ?? { status: 'idle' };
  }

  /** They come to work with their first page. */
  #expect(app: AppConfig, agent: AgentConfig): void {
    const identity = identityOf(app, agent);
    const offline: AgentEvent = { type: 'setStatus', status: { status: 'offline' } };
    const at = this.#options.clock.now();
    const [snapshot] = reduceAgent(firstSignIn(identity, app, at), { ...offline, at });
    this.#keep({ identity, snapshot, signedOut: true });
  }

  #keep(known: Pick<AgentEntry, 'identity' | 'snapshot' | 'signedOut'>): AgentEntry {
    const { app, agent: id } = known.identity;
    const nothing = { pages: new Map(), lost: new Set<Id>(), sessions: new Map(), reserved: null, cancelAlarm: null };
    const entry: AgentEntry = { ...known, app, id, ...nothing };
    this.#entries.set(keyOf(app, id), entry);
    return entry;
  }

  /** A new token or configuration may say something new; there is no table for what those say. */
  #restate(entry: AgentEntry, { skillGroups = entry.snapshot.skillGroups }: { skillGroups?: Id[] }): void {
    const { name, rights } = entry.identity;
    const [next, now] = [{ name, rights, skillGroups }, entry.snapshot];
    if (name === now.name && rights.join() === now.rights.join() && skillGroups.join() === now.skillGroups.join())
      return;
    entry.snapshot = { ...now, ...next };
    this.#emit(entry, { type: 'agent', agent: entry.snapshot, cause: 'agentChanged' });
  }
}

/** Nobody is there whom a token has let in: what the configuration says of them counts. */
function isAway({ pages, sessions, snapshot }: AgentEntry): boolean {
  return pages.size === 0 && sessions.size === 0 && snapshot.status === 'offline';
}

function identityOf({ id: app }: AppConfig, { id: agent, name, role, rights = [] }: AgentConfig): Identity {
  return { app, agent, name, role, rights };
}
