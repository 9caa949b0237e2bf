import type { AgentSnapshot, End, Id, State, Update } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { CallstationError, type PageHealth } from '@callstation/core/protocol';
import { beginInbound } from '../domain/inbound.ts';
import type { ConversationEvent, OfferTo } from '../domain/types.ts';
import type { Match } from '../routing/routing.types.ts';
import type { Switch, SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import { createAdministration, type Administration } from './administration.ts';
import { createAgents, OFFLINE_AFTER_MS, type AgentEntry, type Agents } from './agents.ts';
import { DEFAULT_LIMITS, type AppConfig, type CentreLimits } from './app-config.ts';
import type { AdministeredCentre, Centre, Identity, Seat, UpdateTarget } from './centre.ts';
import { createBoard, type BoardWatchers } from './board.ts';
import { createCallerNumbers } from './caller-number.ts';
import { createConversations, type Conversations } from './conversations.ts';
import { createDialGuard, type DialGuard, type DialHealth } from './dial-guard.ts';
import { createDeskLegs } from './desk-legs.ts';
import type { DeskLegs } from './desk-legs.types.ts';
import { callerOf, priorityOf, routeIncoming } from './incoming.ts';
import { keepActivity, type Journal } from './journal.ts';
import { answerInTime, foundOf } from './found.ts';
import type { Locate } from './locate.ts';
import type { LookUp } from './look-up.ts';
import { standingOf } from './membership.ts';
import { createMemory, type Memory, type MemorySource, type Remembering } from './memory.ts';
import { menuGraph } from './menu-graph.ts';
import { overflowGraph, type OverflowWhy } from './overflow.ts';
import { createPreference } from './preference.ts';
import { phoneDesk } from './reach.ts';
import { createRequests } from './requests.ts';
import { withoutRecording } from './recording-rule.ts';
import type { RecordingLog } from './recording-log.ts';
import { createRouter, type Router } from './router.ts';
import { runOrder } from './run-order.ts';
import { scopeOf } from './scope.ts';
import { assertSeat, isStaffed } from './seats.ts';
import { createServiceLevels } from './service-levels.ts';
import { createShown, type Shown } from './shown-parties.ts';
import { groupOf, isAutoAnswered, termsOf } from './terms.ts';
import { readVisitor } from './visitor.ts';

/** What {@link createCentre} needs. */
export interface CentreOptions {
  switch: Switch;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Where everything is written down. */
  journal: Journal;
  /** The tenants; ids and numbers are unique. */
  apps: AppConfig[];
  limits?: Partial<CentreLimits>;
  /** What the process before has left, once it can be read; left out: nothing is remembered. */
  memory?: () => MemorySource;
  /** What is told of recordings. */
  recordings?: RecordingLog;
  /** Asks what is known of calls that come in. */
  lookUp?: LookUp;
  /** Says where numbers are at home; left out: nobody's home is known. */
  locate?: Locate;
}

/**
 * The call logic: who is offered what, and what every agent's pages show.
 *
 * @example
 * const centre = createCentre({ switch: phone, clock, random, logger, journal, apps: [demoApp] });
 * await centre.start();
 */
export function createCentre(options: CentreOptions): AdministeredCentre {
  return new CallCentre(options);
}

type Listener = (to: UpdateTarget, update: Update) => void;
type SignOutListener = (who: { app: Id; agent: Id }) => void;

const RIGHT_GONE: End = { reason: 'policyBlocked', by: 'system' };

/** Wires agents, desk legs, queues and conversations to the switch; the logic is theirs. */
class CallCentre implements AdministeredCentre {
  readonly admin: Administration;
  readonly request: Centre['request'];
  readonly #options: CentreOptions;
  readonly #limits: CentreLimits;
  readonly #apps: Map<Id, AppConfig>;
  readonly #agents: Agents;
  readonly #legs: DeskLegs;
  readonly #router: Router;
  readonly #conversations: Conversations;
  readonly #board: BoardWatchers;
  readonly #memory: Memory;
  readonly #remembering: Remembering;
  readonly #guard: DialGuard;
  readonly #view: Shown;
  readonly #listeners = new Set<Listener>();
  readonly #signOuts = new Set<SignOutListener>();
  /** Page to whose it is, so that nobody takes another agent's leg by naming their page. */
  readonly #owners = new Map<Id, string>();

  constructor(options: CentreOptions) {
    const { clock, random, logger, journal } = options;
    const apps = options.switch.can.record ? options.apps : options.apps.map(withoutRecording);
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#options = options;
    [this.#limits, this.#view] = [limits, createShown(options.locate)];
    const emit = (to: UpdateTarget, update: Update): void => this.#emit(to, update);
    this.#memory = createMemory({ clock, journal, signedOutMs: OFFLINE_AFTER_MS });
    this.#apps = new Map(apps.map((app) => [app.id, app]));
    const order = (asked: SwitchOrder): Promise<void> => this.#order(asked);
    const agents = createAgents({
      clock,
      apps,
      phoneSignInMs: (id) => this.#appOf(id).phoneSignInMs ?? limits.phoneSignInMs,
      emit,
      takeWanted: (app, agent) => this.#memory.takeWanted(app, agent),
      shown: (app, from, to) => this.#shown(app, from, to),
      changed: ({ app, snapshot, reserved }) =>
        this.#router.stand(app, standingOf(this.#appOf(app), snapshot, reserved !== null)),
      endWrapUps: (entry) => void this.#conversations.completeAll(entry),
    });
    const legs = createDeskLegs({
      ...{ clock, random, logger, order },
      ...{ lingerMs: limits.legLingerMs, timeoutMs: limits.legTimeoutMs, phoneTimeoutMs: limits.dialTimeoutMs },
      tell: (user, news) => this.#conversations.tellDesk(user, news),
    });
    const router = createRouter({
      clock,
      strategyOf: (app, group) => groupOf(this.#appOf(app), group)?.strategy ?? 'longest-idle',
      nobody: (app, { conversation, group }) =>
        void this.#conversations.post(conversation, { type: 'waiting', staffed: isStaffed(agents, app, group) }),
      offer: (app, match) => void this.#offer(app, match),
    });
    const levels = createServiceLevels(clock, (app, group) => groupOf(this.#appOf(app), group)?.serviceLevelMs);
    const preference = createPreference({ clock, agents, groupOf: (app, id) => groupOf(this.#appOf(app), id) });
    const overflowOf = (app: Id, group: Id, why: OverflowWhy): ReturnType<typeof overflowGraph> =>
      overflowGraph(this.#appOf(app), groupOf(this.#appOf(app), group), why, limits);
    const guard = createDialGuard({ clock, logger });
    this.#guard = guard;
    const guardOrder = (app: Id, asked: SwitchOrder): void => guard.order(this.#appOf(app), asked);
    const parts = { guardOrder, clock, logger, journal, agents, router, preference, overflowOf, legs, order, levels };
    const conversations = createConversations({
      ...parts,
      ...(options.recordings ? { recordings: options.recordings } : {}),
    });
    [this.#agents, this.#legs, this.#router, this.#conversations] = [agents, legs, router, conversations];
    const numbers = createCallerNumbers((app, choice) => this.#memory.keepNumber(app, choice));
    this.#remembering = { numbers, guard, preference };
    const appOf = (id: Id): AppConfig => this.#appOf(id);
    const board = createBoard({ clock, agents, router, levels, appOf, emit, shown: this.#view.session });
    this.#board = board;
    const signOut = (entry: AgentEntry): void => this.#signOut(entry);
    const setApp = (app: AppConfig): void =>
      void this.#apps.set(app.id, options.switch.can.record ? app : withoutRecording(app));
    this.admin = createAdministration({ agents, conversations, appOf, board, setApp, signOut, centre: this });
    this.request = createRequests({
      ...{ clock, random, agents, conversations, numbers, guard },
      ...{ limits, appOf, board, signOut, records: () => options.memory?.().sessions ?? null },
    });
  }

  async start(): Promise<void> {
    const { memory } = this.#options;
    if (memory !== undefined) await this.#memory.load(memory(), [...this.#apps.values()], this.#remembering);
    const { legs } = await this.#options.switch.start((event) => this.#heard(event));
    // Nothing of a conversation outlives this process yet, so a leg that did has nobody to talk to.
    await Promise.all(legs.map(({ leg }) => this.#letGo(leg, { reason: 'systemError', by: 'system' })));
  }

  async stop(): Promise<void> {
    this.#router.stop();
    this.#board.stop();
    await this.#conversations.stop();
    this.#legs.stop();
    this.#agents.stop();
    await this.#options.switch.stop();
  }

  open(seat: Seat, { visible }: { visible: boolean }): State {
    const owner = this.#owners.get(seat.page);
    if (owner !== undefined && owner !== ownerOf(seat)) {
      throw new CallstationError('forbidden', 'That page id is taken.');
    }
    assertSeat(this.#agents, this.#appOf(seat.identity.app), seat);
    const entry = this.#agents.open(seat, this.#appOf(seat.identity.app), visible);
    this.#owners.set(seat.page, ownerOf(seat));
    this.#enforce(entry);
    this.#tellCalls(entry, { type: 'agentBack', agent: entry.id, page: seat.page });
    return this.#view.state(this.#appOf(seat.identity.app), this.#agents.state(entry));
  }

  report(seat: Seat, facts: { visible: boolean } & PageHealth): void {
    this.#agents.report(seat, facts);
    const entry = this.#agents.find(seat.identity.app, seat.identity.agent);
    if (entry !== undefined && [...entry.sessions.values()].some(({ phase }) => phase === 'offered'))
      this.#tellCalls(entry, { type: 'health', agent: entry.id, health: this.#agents.health(entry) });
  }

  identify(seat: Seat): void {
    this.#agents.identify(seat);
    const entry = this.#agents.find(seat.identity.app, seat.identity.agent);
    if (entry !== undefined) this.#enforce(entry);
  }

  lost(seat: Seat): void {
    this.#agents.lost(seat);
    const entry = this.#agents.find(seat.identity.app, seat.identity.agent);
    const next = entry?.snapshot.leadPage;
    // A call that waits for this page to come back has another one to go to.
    if (entry !== undefined && typeof next === 'string' && next !== seat.page)
      this.#tellCalls(entry, { type: 'agentBack', agent: entry.id, page: next });
  }

  carries(seat: Seat): boolean {
    return this.#owners.get(seat.page) === ownerOf(seat) && this.#legs.carries(seat.page);
  }

  close(seat: Seat): void {
    if (this.#owners.get(seat.page) !== ownerOf(seat) || !this.#agents.close(seat)) return;
    const { switch: port, logger } = this.#options;
    this.#owners.delete(seat.page);
    this.#board.gone(seat.page);
    this.#legs.gone(seat.page);
    port.closePage(seat.page).catch((error: unknown) => logger.warn('page not closed', { error: String(error) }));
    const entry = this.#agents.find(seat.identity.app, seat.identity.agent);
    if (entry === undefined) return;
    const next = entry.snapshot.leadPage;
    this.#tellCalls(entry, { type: 'agentGone', agent: entry.id, page: seat.page, next });
  }

  onUpdate(fn: Listener): () => void {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  onSignOut(fn: SignOutListener): () => void {
    this.#signOuts.add(fn);
    return () => void this.#signOuts.delete(fn);
  }

  stopDialling(app: Id, stopped: boolean): void {
    this.#guard.stop(this.#appOf(app).id, stopped);
    this.#memory.keepStop(app, stopped);
  }

  dialling(): DialHealth {
    return this.#guard.health();
  }

  #emit(to: UpdateTarget, update: Update): void {
    const { logger } = this.#options;
    const seen = this.#view.update(this.#appOf(to.app), update);
    this.#listeners.forEach((fn) => guarded(logger, () => fn(to, seen)));
  }

  #shown(app: Id, from: AgentSnapshot, to: AgentSnapshot): void {
    const { journal, clock } = this.#options;
    keepActivity(journal, app, from, to, clock.now());
    this.#memory.keepWanted(app, from, to);
  }

  #signOut(entry: AgentEntry): void {
    const { app, id: agent } = entry;
    this.#agents.signOut(entry);
    // Not within the request that asked for it: who signs themselves out is told so first.
    queueMicrotask(() => this.#signOuts.forEach((fn) => guarded(this.#options.logger, () => fn({ app, agent }))));
  }

  /** Supervision ends with the right to it, at once. */
  #enforce(entry: AgentEntry): void {
    for (const session of entry.sessions.values()) {
      if (session.role !== 'supervisor' || session.phase === 'ended') continue;
      const { agentId } = session.peer;
      const target = agentId === undefined ? undefined : this.#agents.find(entry.app, agentId);
      if (target !== undefined && maySupervise(entry.identity, target, session.context.skillGroup)) continue;
      void this.#conversations.post(session.id, { type: 'unsupervise', agent: entry.id, end: RIGHT_GONE });
    }
  }

  #appOf(id: Id): AppConfig {
    const app = this.#apps.get(id);
    if (app === undefined) throw new CallstationError('unauthorized');
    return app;
  }

  #order(asked: SwitchOrder): Promise<void> {
    return runOrder(this.#options.switch, asked, this.#options.clock, this.#limits.orderTimeoutMs);
  }

  async #letGo(leg: Id, end: End): Promise<void> {
    await this.#order(['hangup', leg, end]).catch(() => {});
  }

  #tellCalls(entry: AgentEntry, event: ConversationEvent): void {
    for (const id of this.#conversations.ofAgent(entry)) void this.#conversations.post(id, event);
  }

  async #offer(app: Id, { conversation, group, agents }: Match): Promise<void> {
    const entries = agents.map((agent) => this.#agents.find(app, agent)).filter((entry) => entry !== undefined);
    const ringsAll = groupOf(this.#appOf(app), group)?.strategy === 'ring-all';
    for (const entry of entries) this.#agents.reserve(entry, conversation);
    const to = entries.map((entry): OfferTo => {
      const phone = phoneDesk(this.#appOf(app), entry);
      const { id: agent, snapshot } = entry;
      const common = { agent, name: snapshot.name, health: this.#agents.health(entry) };
      if (phone !== undefined) return { ...common, phone };
      const auto = !ringsAll && isAutoAnswered(this.#appOf(app), group, agent) ? snapshot.leadPage : null;
      return { ...common, ...(auto === null ? {} : { autoPage: auto }) };
    });
    await this.#conversations.post(conversation, { type: 'offer', to });
    for (const [at, entry] of entries.entries()) {
      this.#agents.reserve(entry, null);
      // The last page may have closed before there was an offer to withdraw.
      if (entry.pages.size > 0 || to[at]?.phone !== undefined) continue;
      await this.#conversations.post(conversation, { type: 'agentGone', agent: entry.id, page: '', next: null });
    }
  }

  #heard(event: SwitchEvent): void {
    const { logger } = this.#options;
    guarded(logger, () => {
      if (event.type === 'incoming') return this.#incoming(event);
      this.#options.recordings?.heard(event);
      this.#guard.heard(event);
      const known = this.#legs.heard(event) || this.#conversations.heard(event);
      if (!known) logger.debug('switch event of nobody', { type: event.type });
    });
  }

  #incoming(event: Extract<SwitchEvent, { type: 'incoming' }>): void {
    const { random, clock, lookUp } = this.#options;
    const route = routeIncoming(event, [...this.#apps.values()]);
    if (route === null) return void this.#letGo(event.leg, { reason: 'invalidNumber', by: 'system' });
    const [app, to] = route;
    const trunk = 'trunk' in event.from ? event.from.trunk : 'sip';
    const visitor = readVisitor(event.headers);
    const parties = { leg: event.leg, from: visitor?.party.userId ?? callerOf(event, app), to: event.to, trunk };
    const terms = termsOf(app, 'group' in to ? to.group : null, this.#limits, { direction: 'in', number: event.to });
    const menu = 'ivr' in to ? { menu: { graph: menuGraph(app, to.ivr, this.#limits), node: to.ivr.entry } } : {};
    const priority = priorityOf(app, parties.from);
    const id = random.id();
    const { from, to: number } = parties;
    const question = { app: app.id, sessionId: id, from, to: number, skillGroup: terms.skillGroup?.id ?? null };
    const asked = lookUp?.({ ...question, ivr: 'ivr' in to ? to.ivr.id : null }) ?? null;
    const known = visitor === null ? {} : { visitor };
    const start = { id, terms, priority, ...parties, ...known, ...menu, looksUp: asked !== null };
    this.#conversations.begin(beginInbound(start, clock.now()));
    if (asked === null) return;
    void answerInTime(asked, clock).then((answer) => {
      const found = foundOf(answer, app, (group) =>
        termsOf(app, group, this.#limits, { direction: 'in', number: event.to }),
      );
      return this.#conversations.post(id, { type: 'lookedUp', found });
    });
  }
}

function maySupervise(identity: Identity, { snapshot }: AgentEntry, group: { id: Id } | undefined): boolean {
  return identity.rights.includes('supervise') && scopeOf(identity).call(group, snapshot);
}

function ownerOf({ identity }: Seat): string {
  return JSON.stringify([identity.app, identity.agent]);
}

/** What a listener or a peer causes must not stop the centre. */
function guarded(logger: Logger, work: () => void): void {
  try {
    work();
  } catch (error) {
    logger.error('centre: unexpected failure', { error: String(error) });
  }
}
