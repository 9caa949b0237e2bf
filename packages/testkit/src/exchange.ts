import {
  callCommand,
  offeredCall,
  outgoingCall,
  reduceAgent,
  reduceCall,
  type AgentEvent,
  type AgentSnapshot,
  type Annotation,
  type CallArgs,
  type CallEvent,
  type CallSnapshot,
  type CallVerb,
  type End,
  type Id,
  type Right,
  type Update,
} from '@callstation/core/model';
import type { Backend, Clock, Random } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';

import { CONFIRMED } from './confirmed.ts';
import { agentEventOf } from './exchange-agent.ts';
import { SecondParties } from './exchange-second.ts';
import { Supervisions } from './exchange-supervision.ts';
import { createFakeMedia } from './fake-media.ts';
import { fakeAgent, fakeCapabilities } from './fake-states.ts';

/** A telephone exchange in memory: agents reach each other, and customers do what a test says. */
export interface Exchange {
  /** The backend of one agent. `rights`: what they may do; default `dial` and `dialExternal`. */
  backend(agent: Id, options?: { rights?: readonly Right[] }): Backend;
  /** A customer calls an agent; returns the session's id. */
  callIn(agent: Id, number: string): Id;
  /** The far end of a dialled number rings, answers, or ends the call. */
  customer: { ring(id: Id): void; answer(id: Id): void; end(id: Id, end: End): void };
  /** A number that was brought into a call answers, or cannot be had. */
  asked: { answer(id: Id): void; refuse(id: Id, end: End): void };
  /** The audio leg of an agent who supervises comes up, or cannot. Until then their part of the call is `connecting`. */
  supervisor: { up(agent: Id): void; fail(agent: Id, end: End): void };
  /** Keypad tones the far end got. */
  digits(id: Id): string;
}

interface Line {
  agent: Id;
  page: Id;
  me: AgentSnapshot;
  calls: Map<Id, CallSnapshot>;
  sink: (update: Update) => void;
}

/** Runs the call table for every agent and joins what belongs together; knows nothing of media or networks. */
class FakeExchange implements Exchange {
  readonly #lines = new Map<Id, Line>();
  readonly #digits = new Map<Id, string>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly customer: Exchange['customer'] = {
    ring: (id) => this.#all(id, { type: 'peerRinging' }),
    answer: (id) => this.#all(id, { type: 'peerAnswered' }),
    end: (id, end) => {
      this.#second.forget(id);
      this.#all(id, { type: 'ended', end });
    },
  };
  readonly asked: Exchange['asked'] = {
    answer: (id) => this.#second.answered(id),
    refuse: (id, end) => this.#second.refused(id, end),
  };
  readonly supervisor: Exchange['supervisor'] = {
    up: (agent) => this.#supervisions.up(agent),
    fail: (agent, end) => this.#supervisions.leave(agent, end),
  };
  readonly #second = new SecondParties({
    call: (agent, id) => this.#lines.get(agent)?.calls.get(id),
    others: (agent, id) => [...(this.#lines.get(agent)?.calls.values() ?? [])].filter((call) => call.id !== id),
    step: (agent, id, event) => this.#stepOf(agent, id, event),
    offer: (agent, id, peer, role) => {
      const line = this.#lines.get(agent);
      if (!line || line.calls.has(id)) return false;
      this.#offer(line, id, peer, 'phone', role);
      return true;
    },
  });

  readonly #supervisions = new Supervisions({
    call: (agent, id) => this.#lines.get(agent)?.calls.get(id),
    question: (agent) => {
      const { me, calls } = this.#line(agent);
      return { agent: me, sessions: [...calls.values()], capabilities: fakeCapabilities() };
    },
    page: (agent) => this.#line(agent).page,
    now: () => this.#clock.now(),
    open: (agent, call) => {
      const line = this.#line(agent);
      line.calls.set(call.id, call);
      line.sink({ type: 'session', session: call, cause: 'sessionAccepted' });
    },
    step: (agent, id, event) => this.#stepOf(agent, id, event),
    letGo: (agent, id) => {
      const call = this.#lines.get(agent)?.calls.get(id);
      if (call) this.#second.perform(agent, call, 'cancelConsult', {});
    },
  });

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  digits(id: Id): string {
    return this.#digits.get(id) ?? '';
  }

  callIn(agent: Id, number: string): Id {
    const id = this.#random.id();
    this.#offer(this.#line(agent), id, { id: `${id}-c`, role: 'customer', state: 'ringing', number }, 'phone');
    return id;
  }

  backend(agent: Id, { rights }: { rights?: readonly Right[] } = {}): Backend {
    const media = createFakeMedia();
    const answered = new Map<Id, Promise<unknown>>();
    return {
      connect: async (sink, { pageId }) => {
        const me = fakeAgent(agent, { leadPage: pageId, ...(rights ? { rights: [...rights] } : {}) });
        const line: Line = { agent, page: pageId, me, calls: new Map(), sink };
        this.#lines.set(agent, line);
        sink({ type: 'reset', state: { agent: me, sessions: [], capabilities: fakeCapabilities() } });
      },
      request: (method, params, commandId = this.#random.id()) => {
        const done = answered.get(commandId) ?? this.#request(agent, method, params);
        answered.set(commandId, done);
        // Each method below answers with its own result.
        return done as Promise<never>;
      },
      devices: {
        list: () => media.devices(),
        select: (choice) => media.select(choice),
        setVolume: async (volume) => {
          await media.setVolume(volume);
          this.#lines.get(agent)?.sink({ type: 'page', page: { volume: media.volume } });
        },
        unlock: () => media.unlock(),
        ring: (on) => media.ring(on),
      },
      levels: (id, fn) => media.levels(id, fn),
      close: async () => void this.#lines.delete(agent),
    };
  }

  async #request(agent: Id, method: string, params: unknown): Promise<unknown> {
    const line = this.#line(agent);
    if (method === 'call.dial') return this.#dial(line, params as { to: { number: string } | { agent: Id } });
    const change = agentEventOf(method, params);
    if (change) {
      this.#change(line, change);
      return null;
    }
    const supervision = this.#supervisions.request(agent, method, params);
    if (supervision !== undefined) return supervision;
    const { sessionId, ...args } = params as { sessionId: Id };
    const call = line.calls.get(sessionId);
    const noted = call && notedBy(method, args);
    if (noted) {
      // What is known of a conversation is known to all of its parties.
      this.#all(sessionId, noted);
      return null;
    }
    if (!method.startsWith('call.') || !call) throw new CallstationError(call ? 'notSupported' : 'notFound');
    const verb = method.slice('call.'.length) as CallVerb;
    // Two agents and no customer: there is nobody to bring a second party to.
    if (call.kind === 'internal' && 'to' in args) throw new CallstationError('notSupported');
    this.#step(line, call, callCommand(verb, args as CallArgs[CallVerb], line.page));
    return null;
  }

  #dial(line: Line, { to }: { to: { number: string } | { agent: Id } }): { sessionId: Id } {
    const id = this.#random.id();
    const colleague = 'agent' in to ? this.#line(to.agent) : null;
    const peer = colleague
      ? ({ id: `${id}-b`, role: 'agent', state: 'ringing', agentId: colleague.agent } as const)
      : ({ id: `${id}-b`, role: 'customer', state: 'ringing', number: 'number' in to ? to.number : '' } as const);
    const kind = colleague ? 'internal' : 'phone';
    const call = outgoingCall({ id, engagementId: `${id}-a`, kind, peer, at: this.#clock.now(), page: line.page });
    line.calls.set(id, call);
    line.sink({ type: 'session', session: call, cause: 'sessionDialing' });
    if (colleague) {
      this.#offer(colleague, id, { id: `${id}-a`, role: 'agent', state: 'ringing', agentId: line.agent }, kind);
      this.#step(line, call, { type: 'peerRinging' });
    }
    return { sessionId: id };
  }

  #offer(
    line: Line,
    id: Id,
    peer: CallSnapshot['peer'],
    kind: CallSnapshot['kind'],
    role: CallSnapshot['role'] = 'handler',
  ): void {
    const call = offeredCall({ id, engagementId: `${id}-${line.agent}`, kind, peer, role, at: this.#clock.now() });
    line.calls.set(id, call);
    line.sink({ type: 'session', session: call, cause: 'sessionOffered' });
  }

  #step(line: Line, before: CallSnapshot, event: CallEvent): void {
    const [call, effects] = reduceCall(before, { ...event, at: this.#clock.now() });
    line.calls.set(call.id, call);
    for (const effect of effects) if (effect.type === 'announce') this.#announce(line, call, effect.event);
    // What an order leads to is the next step, told after this one.
    for (const effect of effects) if (effect.type === 'order') this.#perform(line, call, effect.verb, effect.args);
    if (before.phase === 'ended' || call.phase !== 'ended') return;
    if (!call.wrapUp) this.#announce(line, call, 'sessionRemoved');
    this.#supervisions.ended(line.agent, call.id, call.end);
  }

  #stepOf(agent: Id, id: Id, event: CallEvent): void {
    const line = this.#lines.get(agent);
    const call = line?.calls.get(id);
    if (line && call) this.#step(line, call, event);
  }

  #announce(line: Line, session: CallSnapshot, cause: Extract<Update, { type: 'session' }>['cause']): void {
    if (cause !== 'sessionRemoved') return line.sink({ type: 'session', session, cause });
    line.calls.delete(session.id);
    line.sink({ type: 'removed', id: session.id, cause });
  }

  #perform(line: Line, call: CallSnapshot, verb: CallVerb, args: object): void {
    // Nothing changes for the others.
    if (call.role === 'supervisor' && verb === 'hangup') return this.#supervisions.leave(line.agent);
    if (this.#second.perform(line.agent, this.#now(line, call), verb, args)) return;
    const confirmed = CONFIRMED[verb];
    if (confirmed) return this.#step(line, this.#now(line, call), confirmed);
    if (verb === 'answer') {
      this.#step(line, this.#now(line, call), { type: 'leg', leg: { state: 'flowing', at: { page: line.page } } });
      this.#second.answered(call.id);
      return this.#others(line, call.id, { type: 'peerAnswered' });
    }
    if (verb === 'sendDigits' && 'digits' in args) {
      this.#digits.set(call.id, this.digits(call.id) + String(args.digits));
      return;
    }
    const early = call.phase === 'dialing' || call.phase === 'alerting';
    const [mine, theirs] = ENDS[verb === 'reject' ? 'reject' : early ? 'cancel' : 'hangup'];
    this.#second.forget(call.id);
    this.#step(line, this.#now(line, call), { type: 'ended', end: mine });
    this.#others(line, call.id, { type: 'ended', end: theirs });
  }

  #change(line: Line, event: AgentEvent): void {
    const [me, effects] = reduceAgent(line.me, { ...event, at: this.#clock.now() });
    line.me = me;
    for (const effect of effects) {
      if (effect.type === 'announce') line.sink({ type: 'agent', agent: me, cause: effect.event });
    }
  }

  #now(line: Line, call: CallSnapshot): CallSnapshot {
    return line.calls.get(call.id) ?? call;
  }

  #all(id: Id, event: CallEvent): void {
    for (const line of this.#lines.values()) {
      const call = line.calls.get(id);
      if (call) this.#step(line, call, event);
    }
  }

  #others(than: Line, id: Id, event: CallEvent): void {
    for (const line of this.#lines.values()) {
      const call = line.calls.get(id);
      if (line !== than && call) this.#step(line, call, event);
    }
  }

  #line(agent: Id): Line {
    const line = this.#lines.get(agent);
    if (!line) throw new CallstationError('notFound', undefined, { data: { agent } });
    return line;
  }
}

/** The fact that a note on a session becomes; null for any other request. */
function notedBy(method: string, args: object): CallEvent | null {
  if (method === 'call.setContext') return { type: 'context', context: args };
  const { annotation }: { annotation?: Annotation } = args;
  return method === 'session.annotate' && annotation ? { type: 'annotated', annotation } : null;
}

const ENDS: Record<'reject' | 'cancel' | 'hangup', readonly [End, End]> = {
  reject: [
    { reason: 'localReject', by: 'agent' },
    { reason: 'rejected', by: 'peer' },
  ],
  cancel: [
    { reason: 'localCancel', by: 'agent' },
    { reason: 'remoteCancel', by: 'peer' },
  ],
  hangup: [
    { reason: 'localHangup', by: 'agent' },
    { reason: 'remoteHangup', by: 'peer' },
  ],
};

/** Makes an exchange. */
export function createExchange(clock: Clock, random: Random): Exchange {
  return new FakeExchange(clock, random);
}
