import type { End, Id, Update } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { endOfError } from '../domain/end-of-error.ts';
import type { Conversation, ConversationEffect, ConversationEvent, DeskAt, DeskNews } from '../domain/types.ts';
import type { SwitchOrder } from '../switch/switch.ts';
import type { ConversationsOptions } from './conversations.ts';
import { keepEntry } from './journal.ts';

/** Does what conversations want done. */
export interface Effects {
  /** Resolves to the event that follows; never rejects. */
  run(conversation: Conversation, effect: ConversationEffect): null | Promise<ConversationEvent>;
  /** Why an `orderFailed` event of {@link Effects.run} failed. */
  failure(event: ConversationEvent): CallstationError | undefined;
}

interface EffectsOptions extends ConversationsOptions {
  tellDesk(conversation: Id, news: DeskNews): void;
  /** A number was called: what its leg does is that conversation's business. */
  dialled(conversation: Id, leg: Id): void;
  tell(conversation: Id, event: ConversationEvent): void;
  moveDesks(conversation: Id, agent: Id, from: DeskAt, to: DeskAt): void;
}

const PAGE_CLOSED: End = { reason: 'unreachable', by: 'system' };

/** Makes the {@link Effects} of all conversations. */
export function createEffects(options: EffectsOptions): Effects {
  return new EffectRunner(options);
}

class EffectRunner implements Effects {
  readonly #options: EffectsOptions;
  readonly #failures = new WeakMap<ConversationEvent, CallstationError>();

  constructor(options: EffectsOptions) {
    this.#options = options;
  }

  failure(event: ConversationEvent): CallstationError | undefined {
    return this.#failures.get(event);
  }

  run(c: Conversation, effect: ConversationEffect): null | Promise<ConversationEvent> {
    this.#options.levels.learn(c, effect);
    if (effect.type === 'switch') {
      if (effect.order[0] === 'record')
        this.#options.recordings?.began({ app: c.terms.app, id: effect.order[1], sessionId: c.id });
      if (effect.order[0] === 'dial') this.#options.dialled(c.id, effect.order[1]);
      return this.#order(c.terms.app, effect.order);
    }
    this.#now(c, effect);
    return null;
  }

  /** Effects that are done when this returns. */
  #now(c: Conversation, effect: Exclude<ConversationEffect, { type: 'switch' }>): void {
    const { legs, router } = this.#options;
    switch (effect.type) {
      case 'publish':
        return this.#publish(c, effect.agent, effect.update);
      case 'takeDesk':
        return this.#takeDesk(c, effect);
      case 'freeDesk':
        return legs.free(effect.at, c.id);
      case 'dropDesk':
        return legs.drop(effect.at, c.id);
      case 'moveDesks':
        return this.#options.moveDesks(c.id, effect.agent, effect.from, effect.to);
      case 'queue': {
        const { skillGroup: group, front, since, priority } = effect;
        const prefer = this.#options.preference.of(c, group);
        const avoid = new Map(Object.entries(effect.avoid));
        const waiting = { conversation: c.id, group, priority, front, since, avoid };
        return router.add(c.terms.app, { ...waiting, ...(prefer === undefined ? {} : { prefer }) });
      }
      case 'unqueue':
        return router.remove(c.id);
      case 'overflow': {
        const { app, skillGroup } = c.terms;
        const to = this.#options.overflowOf(app, skillGroup?.id ?? '', effect.why);
        return this.#options.tell(c.id, { type: 'overflow', ...to });
      }
      case 'askPosition': {
        const position = router.position(c.id);
        return position === null ? undefined : this.#options.tell(c.id, { type: 'position', position });
      }
      case 'missed':
        return this.#missed(c, effect);
      case 'persist':
        this.#options.preference.note(effect.entry);
        return keepEntry(this.#options.journal, effect.entry);
    }
  }

  async #order(app: Id, asked: SwitchOrder): Promise<ConversationEvent> {
    const { order, logger, guardOrder } = this.#options;
    try {
      guardOrder(app, asked);
      await order(asked);
      return { type: 'orderDone', order: asked };
    } catch (thrown) {
      const error = CallstationError.from(thrown);
      // Who hung up meanwhile took the leg along.
      const level = error.code === 'notFound' ? 'debug' : 'warn';
      logger[level]('switch order failed', { order: asked[0], code: error.code, error: error.message });
      const event: ConversationEvent = { type: 'orderFailed', order: asked, end: endOfError(error) };
      this.#failures.set(event, error);
      return event;
    }
  }

  #publish(c: Conversation, agent: Id, update: Update): void {
    const entry = this.#options.agents.find(c.terms.app, agent);
    if (entry !== undefined) this.#options.agents.publish(entry, update);
  }

  #takeDesk(c: Conversation, { agent, at, focus }: Extract<ConversationEffect, { type: 'takeDesk' }>): void {
    const { agents, legs, tellDesk } = this.#options;
    // The page may have closed while this was in the mailbox.
    const open = 'phone' in at || agents.find(c.terms.app, agent)?.pages.has(at.page) === true;
    if (open) legs.take(at, c.id, focus);
    else tellDesk(c.id, { at, leg: 'none', state: 'failed', end: PAGE_CLOSED });
  }

  #missed(c: Conversation, { agent, then }: Extract<ConversationEffect, { type: 'missed' }>): void {
    const entry = this.#options.agents.find(c.terms.app, agent);
    if (entry !== undefined) this.#options.agents.missed(entry, then);
  }
}
