import {
  isEligible,
  nextDeadline,
  reduceAgent,
  type AgentEvent,
  type AgentSnapshot,
  type Id,
} from '@callstation/core/model';
import type { SessionSnapshot, SettableStatus, State, Update } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { leadPage, type OpenPage } from '../domain/lead-page.ts';
import type { Candidate } from '../routing/longest-idle.ts';
import type { AppConfig } from './app-config.ts';
import { CAPABILITIES } from './capabilities.ts';
import type { Identity, Seat } from './centre.ts';
import { firstSignIn } from './first-sign-in.ts';

/** One agent, their open pages, and what those mirror. */
export interface AgentEntry {
  readonly app: Id;
  readonly id: Id;
  identity: Identity;
  snapshot: AgentSnapshot;
  readonly pages: Map<Id, OpenPage>;
  readonly sessions: Map<Id, SessionSnapshot>;
  /** The conversation that is about to be offered; keeps the agent from being chosen twice. */
  reserved: Id | null;
  /** Offline because no page came back, not because they said so. */
  signedOut: boolean;
  cancelAlarm: (() => void) | null;
}

/** Everybody who has signed in since the start. */
export interface Agents {
  find(app: Id, id: Id): AgentEntry | undefined;
  of(app: Id): AgentEntry[];
  open(seat: Seat, app: AppConfig, visible: boolean): AgentEntry;
  report(seat: Seat, visible: boolean): void;
  /** Takes the page away; true when it was open. */
  close(seat: Seat): boolean;
  /** The page shows use: it becomes the last used one. */
  used(entry: AgentEntry, page: Id): void;
  state(entry: AgentEntry): State;
  /** Keeps what a session update changes, and sends it to the agent's pages. */
  publish(entry: AgentEntry, update: Update): void;
  setWanted(entry: AgentEntry, wanted: SettableStatus): void;
  missed(entry: AgentEntry): void;
  /** Those of a skill group who could take a voice call now. */
  free(app: Id, group: Id): Candidate[];
  stop(): void;
}

interface AgentsOptions {
  clock: Clock;
  emit(to: { app: Id; agent: Id }, update: Update): void;
  /** An agent may have become able to take a call. */
  changed(app: Id): void;
  /** The agent has gone on to work: their ended sessions are complete. */
  endWrapUps(entry: AgentEntry): void;
}

/** An agent without a page is signed out after this long. Milliseconds. */
const OFFLINE_AFTER_MS = 5 * 60_000;

const keyOf = (app: Id, id: Id): string => JSON.stringify([app, id]);

/** Makes the registry of {@link Agents}. */
export function createAgents({ clock, emit, changed, endWrapUps }: AgentsOptions): Agents {
  const entries = new Map<string, AgentEntry>();
  let uses = 0;

  const move = (entry: AgentEntry, event: AgentEvent): void => {
    const [next, effects] = reduceAgent(entry.snapshot, { ...event, at: clock.now() });
    if (next === entry.snapshot) return;
    const signedOut = event.type === 'deadline' && next.wanted.status === 'offline';
    entry.signedOut = signedOut || (entry.signedOut && event.type !== 'setStatus');
    entry.snapshot = next;
    const [first, ...rest] = effects.flatMap((effect) => (effect.type === 'announce' ? [effect.event] : []));
    for (const cause of [first ?? 'agentChanged', ...rest]) {
      emit({ app: entry.app, agent: entry.id }, { type: 'agent', agent: next, cause });
    }
    arm(entry);
    if (effects.some((effect) => effect.type === 'endWrapUps')) endWrapUps(entry);
    changed(entry.app);
  };
  const arm = (entry: AgentEntry): void => {
    entry.cancelAlarm?.();
    const at = nextDeadline(entry.snapshot);
    entry.cancelAlarm = at === null ? null : clock.after(at - clock.now(), () => move(entry, { type: 'deadline' }));
  };
  const lead = (entry: AgentEntry): void => {
    const page = leadPage([...entry.pages.values()]);
    const reach = page === null ? 'none' : 'page';
    move(entry, { type: 'leadPage', page });
    if (reach === 'page') move(entry, { type: 'reach', reach });
    else if (entry.snapshot.reach !== 'none')
      move(entry, { type: 'reach', reach, offlineAt: clock.now() + OFFLINE_AFTER_MS });
    if (reach === 'page' && entry.signedOut) move(entry, { type: 'setStatus', status: { status: 'idle' } });
  };
  const make = (seat: Seat, app: AppConfig): AgentEntry => {
    const { identity } = seat;
    const entry: AgentEntry = {
      app: app.id,
      id: identity.agent,
      identity,
      snapshot: firstSignIn(identity, app, clock.now()),
      pages: new Map(),
      sessions: new Map(),
      reserved: null,
      signedOut: false,
      cancelAlarm: null,
    };
    entries.set(keyOf(app.id, identity.agent), entry);
    return entry;
  };
  /** A new token may say something new; there is no table for what tokens say. */
  const rename = (entry: AgentEntry): void => {
    const { name, rights } = entry.identity;
    if (name === entry.snapshot.name && rights.join() === entry.snapshot.rights.join()) return;
    entry.snapshot = { ...entry.snapshot, name, rights };
    emit({ app: entry.app, agent: entry.id }, { type: 'agent', agent: entry.snapshot, cause: 'agentChanged' });
  };
  const find = (app: Id, id: Id): AgentEntry | undefined => entries.get(keyOf(app, id));
  const show = (entry: AgentEntry, page: Id, visible: boolean): void => {
    entry.pages.set(page, { page, visible, used: visible ? ++uses : (entry.pages.get(page)?.used ?? 0) });
    lead(entry);
  };
  return {
    find,
    of: (app) => [...entries.values()].filter((entry) => entry.app === app),
    open(seat, app, visible) {
      const entry = find(app.id, seat.identity.agent) ?? make(seat, app);
      entry.identity = seat.identity;
      rename(entry);
      show(entry, seat.page, visible);
      return entry;
    },
    report(seat, visible) {
      const entry = find(seat.identity.app, seat.identity.agent);
      if (entry?.pages.has(seat.page)) show(entry, seat.page, visible);
    },
    close(seat) {
      const entry = find(seat.identity.app, seat.identity.agent);
      if (entry === undefined || !entry.pages.delete(seat.page)) return false;
      lead(entry);
      return true;
    },
    used(entry, page) {
      const open = entry.pages.get(page);
      if (open !== undefined) show(entry, page, open.visible);
    },
    state: (entry) => ({
      agent: entry.snapshot,
      sessions: [...entry.sessions.values()].sort((a, b) => a.createdAt - b.createdAt),
      capabilities: CAPABILITIES,
    }),
    publish(entry, update) {
      if (update.type === 'session') entry.sessions.set(update.session.id, update.session);
      if (update.type === 'removed') entry.sessions.delete(update.id);
      emit({ app: entry.app, agent: entry.id }, update);
      if (update.type === 'session' || update.type === 'removed') {
        move(entry, { type: 'sessions', sessions: [...entry.sessions.values()] });
      }
    },
    setWanted: (entry, wanted) => move(entry, { type: 'setStatus', status: wanted }),
    missed: (entry) => move(entry, { type: 'offerMissed' }),
    free: (app, group) =>
      [...entries.values()]
        .filter((e) => e.app === app && e.reserved === null && e.snapshot.skillGroups.includes(group))
        .filter((e) => isEligible(e.snapshot, 'voice'))
        .map((e) => ({ agent: e.id, since: e.snapshot.since })),
    stop() {
      for (const entry of entries.values()) entry.cancelAlarm?.();
    },
  };
}
