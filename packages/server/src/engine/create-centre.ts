import type { End, Id, State, Update } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { beginInbound } from '../domain/inbound.ts';
import type { ConversationEvent } from '../domain/types.ts';
import type { Switch, SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import { createAgents, type AgentEntry, type Agents } from './agents.ts';
import { DEFAULT_LIMITS, type AppConfig, type CentreLimits } from './app-config.ts';
import type { Centre, Seat } from './centre.ts';
import { createCallerNumbers } from './caller-number.ts';
import { createConversations, type Conversations } from './conversations.ts';
import { createDeskLegs } from './desk-legs.ts';
import type { DeskLegs } from './desk-legs.types.ts';
import { callerOf, routeIncoming } from './incoming.ts';
import { keepActivity, type Journal } from './journal.ts';
import { menuGraph } from './menu-graph.ts';
import { phoneDesk } from './reach.ts';
import { createRequests } from './requests.ts';
import { createRouter, type Router } from './router.ts';
import { runOrder } from './run-order.ts';
import { termsOf } from './terms.ts';

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
}

/**
 * The call logic: who is offered what, and what every agent's pages show.
 *
 * @example
 * const centre = createCentre({ switch: phone, clock, random, logger, journal, apps: [demoApp] });
 * await centre.start();
 */
export function createCentre(options: CentreOptions): Centre {
  return new CallCentre(options);
}

type Listener = (to: { app: Id; agent: Id }, update: Update) => void;

/** Wires agents, desk legs, queues and conversations to the switch; the logic is theirs. */
class CallCentre implements Centre {
  readonly request: Centre['request'];
  readonly #options: CentreOptions;
  readonly #limits: CentreLimits;
  readonly #apps: Map<Id, AppConfig>;
  readonly #agents: Agents;
  readonly #legs: DeskLegs;
  readonly #router: Router;
  readonly #conversations: Conversations;
  readonly #listeners = new Set<Listener>();
  /** Page to whose it is, so that nobody takes another agent's leg by naming their page. */
  readonly #owners = new Map<Id, string>();

  constructor(options: CentreOptions) {
    const { clock, random, logger, journal, apps } = options;
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#options = options;
    this.#limits = limits;
    this.#apps = new Map(apps.map((app) => [app.id, app]));
    const order = (asked: SwitchOrder): Promise<void> => this.#order(asked);
    const agents = createAgents({
      clock,
      apps,
      phoneSignInMs: (id) => this.#appOf(id).phoneSignInMs ?? limits.phoneSignInMs,
      emit: (to, update) => this.#listeners.forEach((fn) => guarded(logger, () => fn(to, update))),
      shown: (app, from, to) => keepActivity(journal, app, from, to, clock.now()),
      changed: (app) => this.#router.wake(app),
      endWrapUps: (entry) => void this.#conversations.completeAll(entry),
    });
    const legs = createDeskLegs({
      ...{ clock, random, logger, order },
      ...{ lingerMs: limits.legLingerMs, timeoutMs: limits.legTimeoutMs, phoneTimeoutMs: limits.dialTimeoutMs },
      tell: (user, news) => this.#conversations.tellDesk(user, news),
    });
    const router = createRouter({
      clock,
      free: ({ app, group }) => agents.free(app, group),
      nobody: (conversation) => void this.#conversations.post(conversation, { type: 'waiting' }),
      offer: (conversation, { app }, agent) => void this.#offer(conversation, app, agent),
    });
    const conversations = createConversations({ clock, logger, journal, agents, router, legs, order });
    [this.#agents, this.#legs, this.#router, this.#conversations] = [agents, legs, router, conversations];
    const numbers = createCallerNumbers();
    const appOf = (id: Id): AppConfig => this.#appOf(id);
    this.request = createRequests({ clock, random, agents, conversations, numbers, limits, appOf });
  }

  async start(): Promise<void> {
    const { legs } = await this.#options.switch.start((event) => this.#heard(event));
    // Nothing of a conversation outlives this process yet, so a leg that did has nobody to talk to.
    await Promise.all(legs.map(({ leg }) => this.#letGo(leg, { reason: 'systemError', by: 'system' })));
  }

  async stop(): Promise<void> {
    this.#router.stop();
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
    const entry = this.#agents.open(seat, this.#appOf(seat.identity.app), visible);
    this.#owners.set(seat.page, ownerOf(seat));
    this.#tellCalls(entry, { type: 'agentBack', agent: entry.id, page: seat.page });
    return this.#agents.state(entry);
  }

  report(seat: Seat, { visible }: { visible: boolean }): void {
    this.#agents.report(seat, visible);
  }

  identify(seat: Seat): void {
    this.#agents.identify(seat);
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

  async #offer(conversation: Id, app: Id, agent: Id): Promise<void> {
    const entry = this.#agents.find(app, agent);
    if (entry === undefined) return;
    entry.reserved = conversation;
    const phone = phoneDesk(this.#appOf(app), entry);
    const where = phone === undefined ? {} : { phone };
    await this.#conversations.post(conversation, { type: 'offer', agent, name: entry.snapshot.name, ...where });
    entry.reserved = null;
    // The last page may have closed before there was an offer to withdraw.
    if (entry.pages.size === 0 && phone === undefined) {
      await this.#conversations.post(conversation, { type: 'agentGone', agent, page: '', next: null });
    }
    this.#router.wake(app);
  }

  #heard(event: SwitchEvent): void {
    const { logger } = this.#options;
    guarded(logger, () => {
      if (event.type === 'incoming') return this.#incoming(event);
      const known = this.#legs.heard(event) || this.#conversations.heard(event);
      if (!known) logger.debug('switch event of nobody', { type: event.type });
    });
  }

  #incoming(event: Extract<SwitchEvent, { type: 'incoming' }>): void {
    const { apps, random, clock } = this.#options;
    const route = routeIncoming(event, apps);
    if (route === null) return void this.#letGo(event.leg, { reason: 'invalidNumber', by: 'system' });
    const [app, to] = route;
    const trunk = 'trunk' in event.from ? event.from.trunk : 'sip';
    const parties = { leg: event.leg, from: callerOf(event, app), to: event.to, trunk };
    const terms = termsOf(app, 'group' in to ? to.group : null, this.#limits);
    const menu = 'ivr' in to ? { menu: { graph: menuGraph(app, to.ivr, this.#limits), node: to.ivr.entry } } : {};
    this.#conversations.begin(beginInbound({ id: random.id(), terms, ...parties, ...menu }, clock.now()));
  }
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
