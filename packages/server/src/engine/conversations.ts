import { callCommand, nextDeadline, type Id } from '@callstation/core/model';
import type { Clock, Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { conduct, conversationDeadline, isSpent } from '../domain/conversation.ts';
import type { Ledger } from '../domain/ledger.types.ts';
import { conversationOfSound } from '../domain/menu-sound.ts';
import { isSame, ringing } from '../domain/people.ts';
import type {
  Conversation,
  ConversationEffect,
  ConversationEvent,
  DeskAt,
  DeskNews,
  MenuGraph,
  Step,
} from '../domain/types.ts';
import { conversationOfTape } from '../domain/taping.ts';
import type { SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import type { AgentEntry, Agents } from './agents.ts';
import { createEffects, type Effects } from './effects.ts';
import type { Journal } from './journal.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import type { DeskLegs } from './desk-legs.types.ts';
import type { Preference } from './preference.ts';
import type { RecordingLog } from './recording-log.ts';
import type { Router } from './router.ts';
import type { ServiceLevels } from './service-levels.ts';

/** All conversations, one mailbox each. */
export interface Conversations {
  /** Takes a conversation in; what it publishes first is out when this returns. */
  begin(step: Step): void;
  /** Puts an event in; an unknown conversation is over, which changes nothing. */
  post(id: Id, event: ConversationEvent): Promise<void>;
  /** As {@link Conversations.post}, with `judge` at its turn; rejects when the switch refused what was asked for. */
  command(id: Id, event: ConversationEvent, judge: (state: Conversation) => void): Promise<void>;
  /** The conversations in which the agent has a part. */
  ofAgent(entry: AgentEntry): Id[];
  /** What is written down of that app's conversations. */
  ledgers(app: Id): Ledger[];
  /** The agent whom that supervisor is with in that conversation. */
  attended(id: Id, supervisor: Id): Id | null;
  /** Completes every ended session of that agent. */
  completeAll(entry: AgentEntry): Promise<void>;
  /** News of the leg that some agent in that conversation uses, or is about to. */
  tellDesk(id: Id, news: DeskNews): void;
  /** The conversation that leg belongs to, if any. */
  heard(event: SwitchEvent): boolean;
  stop(): Promise<void>;
}

/** What the effects of conversations work on. */
export interface ConversationsOptions {
  clock: Clock;
  logger: Logger;
  journal: Journal;
  agents: Agents;
  router: Router;
  preference: Preference;
  /** Where a caller goes who does not wait (on) for that group. */
  overflowOf(app: Id, group: Id, why: 'full' | 'nobody' | 'closed'): { graph: MenuGraph; node: Id };
  legs: DeskLegs;
  order(order: SwitchOrder): Promise<void>;
  levels: ServiceLevels;
  /** Sees every order before the switch does; throws at what may not be done. */
  guardOrder(app: Id, order: SwitchOrder): void;
  recordings?: RecordingLog;
}

/** The order whose failure is the failure of the command that led to it. */
const ASKED_FOR: Readonly<Record<string, readonly SwitchOrder[0][]>> = {
  hold: ['hold'],
  resume: ['unhold'],
  swap: ['hold', 'unhold'],
  mute: ['gate'],
  unmute: ['gate'],
  sendDigits: ['digits'],
  startRecording: ['record', 'play'],
  pauseRecording: ['pauseRecord'],
  resumeRecording: ['pauseRecord'],
};

/** How long a command waits for the agent's leg to come over from another call. Milliseconds. */
const LEG_WAIT_MS = 5000;

/** What of a conversation tells a developer where it stands, without a number or a name. */
function outlineOf({ id, queued, over, sessions, desks, asides }: Conversation): Record<string, unknown> {
  const agents = Object.entries(sessions).map(([agent, session]) => {
    const { state = 'none', lostAt = null } = desks[agent] ?? {};
    const { phase, role } = session;
    return {
      agent,
      phase,
      role,
      deadline: nextDeadline(session),
      desk: state,
      lostAt,
      aside: asides[agent]?.mode ?? null,
    };
  });
  return { conversation: id, queued, over, agents };
}

type Box = Mailbox<Conversation, ConversationEvent>;

/** Makes the keeper of all {@link Conversations}. */
export function createConversations(options: ConversationsOptions): Conversations {
  return new ConversationTable(options);
}

class ConversationTable implements Conversations {
  readonly #options: ConversationsOptions;
  readonly #effects: Effects;
  readonly #boxes = new Map<Id, Box>();
  readonly #byLeg = new Map<Id, Id>();
  /** Who waits for something to come true of a conversation. */
  readonly #waiting = new Set<{ id: Id; look: (state: Conversation | null) => void }>();

  constructor(options: ConversationsOptions) {
    this.#options = options;
    this.#effects = createEffects({
      ...options,
      tellDesk: (id, news) => this.tellDesk(id, news),
      dialled: (id, leg) => void this.#byLeg.set(leg, id),
      tell: (id, event) => void this.post(id, event),
      moveDesks: (id, agent, from, to) => this.#moveDesks(id, agent, from, to),
    });
  }

  begin(first: Step): void {
    const [c] = first;
    const { clock, logger } = this.#options;
    if (c.customer !== null) this.#byLeg.set(c.customer.leg, c.id);
    const box: Box = createMailbox<Conversation, ConversationEvent, ConversationEffect>({
      clock,
      begin: first,
      conduct,
      nextDeadline: conversationDeadline,
      deadline: { type: 'deadline' },
      stuck: (state) => {
        logger.error('deadline of a conversation does not move: it is ended', { ...outlineOf(state) });
        return { type: 'shutdown', end: { reason: 'systemError', by: 'system' } };
      },
      // As it is by then: a call may have gone to another group.
      run: (effect) => this.#effects.run(box.state(), effect),
      settled: (state) => this.#settled(state),
      broken: (error) => logger.error('conversation step threw', { conversation: c.id, error: String(error) }),
    });
    this.#boxes.set(c.id, box);
    void box.start();
  }

  async post(id: Id, event: ConversationEvent): Promise<void> {
    await this.#boxes.get(id)?.post(event);
  }

  async command(id: Id, event: ConversationEvent, judge: (state: Conversation) => void): Promise<void> {
    const box = this.#boxes.get(id);
    if (box === undefined) throw new CallstationError('notFound');
    const verb = event.type === 'command' ? event.verb : '';
    // Who turns from one party to the other has done so, whatever the one they left hears meanwhile.
    const turned = verb === 'swap' && event.type === 'command' && box.state().asides[event.agent] !== undefined;
    const asked = turned ? [] : (ASKED_FOR[verb] ?? []);
    for (const after of await box.post(event, judge)) {
      const error = this.#effects.failure(after);
      if (after.type === 'orderFailed' && error !== undefined && asked.includes(after.order[0])) throw error;
    }
    // The leg comes from the agent's other call, which is not this mailbox's business alone.
    if (event.type === 'command' && (event.verb === 'resume' || event.verb === 'swap')) {
      await this.#until(
        id,
        ({ sessions: { [event.agent]: call } }) => call?.phase !== 'active' || call.hold !== 'resuming',
      );
    }
  }

  ofAgent({ app, id: agent }: AgentEntry): Id[] {
    const states = [...this.#boxes.values()].map((box) => box.state());
    return states.filter((c) => c.terms.app === app && c.sessions[agent] !== undefined).map((c) => c.id);
  }

  ledgers(app: Id): Ledger[] {
    const states = [...this.#boxes.values()].map((box) => box.state());
    return states.filter((c) => c.terms.app === app).map((c) => c.ledger);
  }

  attended(id: Id, supervisor: Id): Id | null {
    return this.#boxes.get(id)?.state().supervisions[supervisor]?.of ?? null;
  }

  async completeAll({ id: agent, sessions, snapshot }: AgentEntry): Promise<void> {
    const ended = [...sessions.values()].filter((session) => session.phase === 'ended');
    const event = { ...callCommand('complete', {}), agent, page: snapshot.leadPage ?? '' };
    await Promise.all(ended.map((session) => this.post(session.id, event)));
  }

  tellDesk(id: Id, news: DeskNews): void {
    const c = this.#boxes.get(id)?.state();
    const sitsThere = ({ at, next }: { at: DeskAt | null; next: DeskAt | null }): boolean =>
      isSame(at, news.at) || isSame(next, news.at);
    const agent = c && Object.entries(c.desks).find(([, desk]) => sitsThere(desk))?.[0];
    if (c === undefined || agent === undefined) return;
    const next = this.#options.agents.find(c.terms.app, agent)?.snapshot.leadPage ?? null;
    void this.post(id, { type: 'desk', agent, next, ...news });
  }

  heard(event: SwitchEvent): boolean {
    const id = this.#concerned(event);
    if (id === undefined || !this.#boxes.has(id)) return false;
    void this.post(id, { type: 'switch', event });
    return true;
  }

  async stop(): Promise<void> {
    const end = { reason: 'systemError', by: 'system' } as const;
    await Promise.all([...this.#boxes.keys()].map((id) => this.post(id, { type: 'shutdown', end })));
    for (const box of this.#boxes.values()) box.close();
    this.#boxes.clear();
  }

  #concerned(event: SwitchEvent): Id | undefined {
    if (event.type === 'recordingFailed') return conversationOfTape(event.id);
    if (event.type === 'played') return conversationOfTape(event.id) ?? conversationOfSound(event.id);
    return 'leg' in event ? this.#byLeg.get(event.leg) : undefined;
  }

  #settled(state: Conversation): void {
    const spent = isSpent(state);
    if (!state.queued && ringing(state).length === 0) this.#options.router.settled(state.terms.app, state.id);
    if (spent) this.#close(state);
    for (const waiter of [...this.#waiting]) if (waiter.id === state.id) waiter.look(spent ? null : state);
  }

  /** Resolves when it is so, or the conversation is over, or a leg should long have come. */
  #until(id: Id, isSo: (state: Conversation) => boolean): Promise<void> {
    const now = this.#boxes.get(id)?.state();
    if (now === undefined || isSo(now)) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        this.#waiting.delete(waiter);
        resolve();
      };
      const waiter = { id, look: (c: Conversation | null): void => void ((c === null || isSo(c)) && done()) };
      const cancel = this.#options.clock.after(LEG_WAIT_MS, done);
      this.#waiting.add(waiter);
    });
  }

  #close(c: Conversation): void {
    this.#boxes.get(c.id)?.close();
    this.#boxes.delete(c.id);
    for (const outside of [c.customer, ...Object.values(c.guests)])
      if (outside !== null) this.#byLeg.delete(outside.leg);
  }

  /** The agent's calls on hold go where the one they talk in went. */
  #moveDesks(id: Id, agent: Id, from: DeskAt, to: DeskAt): void {
    const app = this.#boxes.get(id)?.state().terms.app;
    for (const [other, box] of this.#boxes) {
      const c = box.state();
      if (other === id || c.terms.app !== app || c.desks[agent] === undefined) continue;
      void this.post(other, { type: 'deskMoved', agent, from, to });
    }
  }
}
