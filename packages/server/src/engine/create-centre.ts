import type { Id, Update } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { beginInbound } from '../domain/inbound.ts';
import type { Store } from '../store/store.ts';
import type { Switch, SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import { createAgents } from './agents.ts';
import { DEFAULT_LIMITS, type AppConfig, type CentreLimits } from './app-config.ts';
import type { Centre, Seat } from './centre.ts';
import { createConversations, type Conversations } from './conversations.ts';
import { callerOf, routeIncoming } from './incoming.ts';
import { createPageLegs } from './page-legs.ts';
import { createRequests } from './requests.ts';
import { createRouter } from './router.ts';
import { runOrder } from './run-order.ts';
import { termsOf } from './terms.ts';

/** What {@link createCentre} needs. */
export interface CentreOptions {
  switch: Switch;
  clock: Clock;
  random: Random;
  logger: Logger;
  store: Store;
  /** The tenants; ids and numbers are unique. */
  apps: AppConfig[];
  limits?: Partial<CentreLimits>;
}

/**
 * The call logic: who is offered what, and what every agent's pages show.
 *
 * @example
 * const centre = createCentre({ switch: phone, clock, random, logger, store: createMemoryStore(), apps: [demoApp] });
 * await centre.start();
 */
export function createCentre(options: CentreOptions): Centre {
  const { switch: port, clock, random, logger, store } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const apps = new Map(options.apps.map((app) => [app.id, app]));
  const listeners = new Set<(to: { app: Id; agent: Id }, update: Update) => void>();
  const owners = new Map<Id, string>();
  const order = (asked: SwitchOrder): Promise<void> => runOrder(port, asked, clock, limits.orderTimeoutMs);
  const appOf = (id: Id): AppConfig => {
    const app = apps.get(id);
    if (app === undefined) throw new CallstationError('unauthorized');
    return app;
  };

  const agents = createAgents({
    clock,
    emit: (to, update) => listeners.forEach((fn) => guarded(logger, () => fn(to, update))),
    changed: (app) => router.wake(app),
    endWrapUps: (entry) => void conversations.completeAll(entry),
  });
  const legs = createPageLegs({
    clock,
    random,
    logger,
    lingerMs: limits.legLingerMs,
    timeoutMs: limits.legTimeoutMs,
    order,
    tell: (user, news) => void conversations.tellDesk(user, news),
  });
  const router = createRouter({
    clock,
    free: ({ app, group }) => agents.free(app, group),
    nobody: (conversation) => void conversations.post(conversation, { type: 'waiting' }),
    offer: (conversation, { app }, agent) => void offer(conversation, app, agent),
  });
  const conversations: Conversations = createConversations({ clock, logger, store, agents, router, legs, order });

  const offer = async (conversation: Id, app: Id, agent: Id): Promise<void> => {
    const entry = agents.find(app, agent);
    if (entry === undefined) return;
    entry.reserved = conversation;
    await conversations.post(conversation, { type: 'offer', agent });
    entry.reserved = null;
    // The last page may have closed before there was an offer to withdraw.
    if (entry.pages.size === 0)
      await conversations.post(conversation, { type: 'agentGone', agent, page: '', next: null });
    router.wake(app);
  };
  const incoming = (event: Extract<SwitchEvent, { type: 'incoming' }>): void => {
    const route = routeIncoming(event, options.apps);
    if (route === null) {
      order(['hangup', event.leg, { reason: 'invalidNumber', by: 'system' }]).catch(() => {});
      return;
    }
    const [app, group] = route;
    const [from, trunk] = [callerOf(event, app), 'trunk' in event.from ? event.from.trunk : 'sip'];
    const start = { id: random.id(), terms: termsOf(app, group, limits), leg: event.leg, from, to: event.to, trunk };
    conversations.begin(beginInbound(start, clock.now()));
  };
  const heard = (event: SwitchEvent): void =>
    guarded(logger, () => {
      if (event.type === 'incoming') incoming(event);
      else if (!legs.heard(event) && !conversations.heard(event))
        logger.debug('switch event of nobody', { type: event.type });
    });
  const nameOf = ({ identity }: Seat): string => JSON.stringify([identity.app, identity.agent]);

  return {
    async start() {
      const { legs: survivors } = await port.start(heard);
      // Nothing of a conversation outlives this process yet, so a leg that did has nobody to talk to.
      await Promise.all(
        survivors.map(({ leg }) => order(['hangup', leg, { reason: 'systemError', by: 'system' }]).catch(() => {})),
      );
    },
    async stop() {
      router.stop();
      await conversations.stop();
      legs.stop();
      agents.stop();
      await port.stop();
    },
    open(seat, { visible }) {
      const owner = owners.get(seat.page);
      if (owner !== undefined && owner !== nameOf(seat))
        throw new CallstationError('forbidden', 'That page id is taken.');
      const entry = agents.open(seat, appOf(seat.identity.app), visible);
      owners.set(seat.page, nameOf(seat));
      conversations.ofAgent(entry).forEach((id) => {
        void conversations.post(id, { type: 'agentBack', agent: entry.id, page: seat.page });
      });
      return agents.state(entry);
    },
    report: (seat, { visible }) => agents.report(seat, visible),
    close(seat) {
      if (owners.get(seat.page) !== nameOf(seat) || !agents.close(seat)) return;
      owners.delete(seat.page);
      legs.gone(seat.page);
      port.closePage(seat.page).catch((error: unknown) => logger.warn('page not closed', { error: String(error) }));
      const entry = agents.find(seat.identity.app, seat.identity.agent);
      if (entry === undefined) return;
      const { id: agent, snapshot } = entry;
      conversations.ofAgent(entry).forEach((id) => {
        void conversations.post(id, { type: 'agentGone', agent, page: seat.page, next: snapshot.leadPage });
      });
    },
    request: createRequests({ clock, random, port, agents, conversations, limits, appOf }),
    onUpdate(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
  };
}

/** What a listener or a peer causes must not stop the centre. */
function guarded(logger: Logger, work: () => void): void {
  try {
    work();
  } catch (error) {
    logger.error('centre: unexpected failure', { error: String(error) });
  }
}
