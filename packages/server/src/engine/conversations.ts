import { callCommand, type End, type Id } from '@callstation/core/model';
import type { Clock, Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { conduct, conversationDeadline, isSpent } from '../domain/conversation.ts';
import { endOfError } from '../domain/end-of-error.ts';
import type { Conversation, ConversationEffect, ConversationEvent, Step } from '../domain/types.ts';
import type { Store } from '../store/store.ts';
import type { SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import type { AgentEntry, Agents } from './agents.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import type { DeskNews, PageLegs } from './page-legs.ts';
import type { Router } from './router.ts';

/** All conversations, one mailbox each. */
export interface Conversations {
  /** Takes a conversation in; what it publishes first is out when this returns. */
  begin(step: Step): void;
  find(id: Id): Mailbox<Conversation, ConversationEvent> | undefined;
  /** Puts an event in; an unknown conversation is over, which changes nothing. */
  post(id: Id, event: ConversationEvent): Promise<void>;
  /** As {@link Conversations.post}, with `judge` at its turn; rejects when the switch refused what was asked for. */
  command(id: Id, event: ConversationEvent, judge: (state: Conversation) => void): Promise<void>;
  /** The conversations in which the agent has a part. */
  ofAgent(entry: AgentEntry): Id[];
  /** Completes every ended session of that agent. */
  completeAll(entry: AgentEntry): Promise<void>;
  /** News of the leg of the page that some agent in that conversation sits at. */
  tellDesk(id: Id, news: DeskNews): void;
  /** The conversation that leg belongs to, if any. */
  heard(event: SwitchEvent): boolean;
  stop(): Promise<void>;
}

interface ConversationsOptions {
  clock: Clock;
  logger: Logger;
  store: Store;
  agents: Agents;
  router: Router;
  legs: PageLegs;
  order(order: SwitchOrder): Promise<void>;
}

/** Orders whose failure is the failure of the command that led to them. */
const ASKED_FOR: readonly SwitchOrder[0][] = ['hold', 'unhold', 'gate', 'digits'];

const PAGE_CLOSED: End = { reason: 'unreachable', by: 'system' };

/** Makes the keeper of all {@link Conversations}. */
export function createConversations(options: ConversationsOptions): Conversations {
  const { clock, logger, store, agents, router, legs, order } = options;
  const boxes = new Map<Id, Mailbox<Conversation, ConversationEvent>>();
  const byLeg = new Map<Id, Id>();
  const failures = new WeakMap<ConversationEvent, CallstationError>();

  const runSwitch = async (asked: SwitchOrder): Promise<ConversationEvent> => {
    try {
      await order(asked);
      return { type: 'orderDone', order: asked };
    } catch (thrown) {
      const error = CallstationError.from(thrown);
      logger.warn('switch order failed', { order: asked[0], code: error.code, error: error.message });
      const event: ConversationEvent = { type: 'orderFailed', order: asked, end: endOfError(error) };
      failures.set(event, error);
      return event;
    }
  };
  const tellDesk = (id: Id, news: DeskNews): void => {
    const c = boxes.get(id)?.state();
    const agent = c && Object.keys(c.desks).find((who) => c.desks[who]?.page === news.page);
    if (c === undefined || agent === undefined) return;
    const next = agents.find(c.terms.app, agent)?.snapshot.leadPage ?? null;
    void send(id, { type: 'desk', agent, next, ...news });
  };
  const run = (c: Conversation, effect: ConversationEffect): null | Promise<ConversationEvent> => {
    const { app } = c.terms;
    switch (effect.type) {
      case 'switch':
        return runSwitch(effect.order);
      case 'publish': {
        const entry = agents.find(app, effect.agent);
        if (entry !== undefined) agents.publish(entry, effect.update);
        return null;
      }
      case 'takeDesk':
        // The page may have closed while this was in the mailbox.
        if (agents.find(app, effect.agent)?.pages.has(effect.page)) legs.take(effect.page, c.id);
        else tellDesk(c.id, { page: effect.page, leg: 'none', state: 'failed', end: PAGE_CLOSED });
        return null;
      case 'freeDesk':
        legs.free(effect.page, c.id, effect);
        return null;
      case 'dropDesk':
        legs.gone(effect.page);
        return null;
      case 'queue': {
        const { skillGroup: group, front, since, avoid } = effect;
        router.add({ app, group }, { conversation: c.id, since, avoid: new Map(Object.entries(avoid)) }, front);
        return null;
      }
      case 'unqueue':
        router.remove(c.id);
        return null;
      case 'missed': {
        const entry = agents.find(app, effect.agent);
        if (entry !== undefined) agents.missed(entry);
        return null;
      }
      case 'persist':
        store
          .append(effect.record)
          .catch((error: unknown) => logger.error('record not kept', { error: String(error) }));
        return null;
    }
  };
  const close = (c: Conversation): void => {
    boxes.get(c.id)?.close();
    boxes.delete(c.id);
    if (c.customer !== null) byLeg.delete(c.customer.leg);
  };
  const begin = (first: Step): void => {
    const [c] = first;
    if (c.customer !== null) byLeg.set(c.customer.leg, c.id);
    const box: Mailbox<Conversation, ConversationEvent> = createMailbox<
      Conversation,
      ConversationEvent,
      ConversationEffect
    >({
      clock,
      begin: first,
      conduct,
      nextDeadline: conversationDeadline,
      deadline: { type: 'deadline' },
      run: (effect) => run(c, effect),
      settled: (state) => void (isSpent(state) && close(state)),
      broken: (error) => logger.error('conversation step threw', { conversation: c.id, error: String(error) }),
    });
    boxes.set(c.id, box);
    void box.start();
  };
  const send = async (id: Id, event: ConversationEvent): Promise<void> => {
    await boxes.get(id)?.post(event);
  };
  return {
    begin,
    find: (id) => boxes.get(id),
    post: send,
    async command(id, event, judge) {
      const box = boxes.get(id);
      if (box === undefined) throw new CallstationError('notFound');
      const followed = await box.post(event, judge);
      for (const after of followed) {
        const error = failures.get(after);
        if (after.type === 'orderFailed' && error !== undefined && ASKED_FOR.includes(after.order[0])) throw error;
      }
    },
    ofAgent: ({ app, id: agent }) =>
      [...boxes.values()]
        .map((box) => box.state())
        .filter((c) => c.terms.app === app && c.sessions[agent] !== undefined)
        .map((c) => c.id),
    async completeAll({ id: agent, sessions, snapshot }) {
      const ended = [...sessions.values()].filter((session) => session.phase === 'ended');
      const event = { ...callCommand('complete', {}), agent, page: snapshot.leadPage ?? '' };
      await Promise.all(ended.map((session) => send(session.id, event)));
    },
    tellDesk,
    heard(event) {
      const id = 'leg' in event ? byLeg.get(event.leg) : undefined;
      if (id === undefined) return false;
      void send(id, { type: 'switch', event });
      return true;
    },
    async stop() {
      const end = { reason: 'systemError', by: 'system' } as const;
      await Promise.all([...boxes.keys()].map((id) => send(id, { type: 'shutdown', end })));
      for (const box of boxes.values()) box.close();
      boxes.clear();
    },
  };
}
