import {
  CALL_VERBS,
  callCommand,
  offeredCall,
  outgoingCall,
  reduceAgent,
  reduceCall,
  type AgentEvent,
  type AgentSnapshot,
  type CallArgs,
  type CallEvent,
  type CallSnapshot,
  type CallVerb,
  type End,
  type Id,
  type Party,
  type SessionContext,
} from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';

import { CONFIRMED } from '../confirmed.ts';
import { agentEventOf } from '../exchange-agent.ts';
import { createFakeBackend, type FakeBackend } from '../fake-backend.ts';
import { fakeAgent, fakeState } from '../fake-states.ts';

/** Who calls in, and what is known of the call. */
export interface Caller {
  kind?: CallSnapshot['kind'];
  role?: CallSnapshot['role'];
  peer?: Partial<Party>;
  context?: Partial<SessionContext>;
}

/** A centre with one seat, in memory: the real call and agent tables, played from the far end's side. */
export interface SeatCentre {
  readonly backend: FakeBackend;
  /** The newest call's id; throws when there was none. */
  readonly newest: Id;
  /** A call is offered to the seat for 20 seconds; returns its id. */
  callIn(caller?: Caller): Id;
  /** Something happens to a call. */
  tell(id: Id, event: CallEvent): void;
  /** A call ends. One that was answered is followed by after-call work of 30 seconds. */
  end(id: Id, end: End): void;
  /** The after-call work of all ended calls is over. */
  endWrapUp(): void;
  /** Keypad tones the far end got. */
  digits(id: Id): string;
}

const OFFER_MS = 20_000;
const WRAP_UP_MS = 30_000;
const LOCAL_END: Partial<Record<CallSnapshot['phase'], End['reason']>> = {
  offered: 'localReject',
  dialing: 'localCancel',
  alerting: 'localCancel',
};

class OneSeatCentre implements SeatCentre {
  readonly backend: FakeBackend;
  readonly #calls = new Map<Id, CallSnapshot>();
  readonly #digits = new Map<Id, string>();
  readonly #clock: Clock;
  #me: AgentSnapshot = fakeAgent('alice');
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.backend = createFakeBackend({ state: fakeState({ agent: this.#me }) });
    this.backend.handle('call.dial', ({ to, remark, userData, callerNumber }) => {
      const context = {
        ...(remark === undefined ? {} : { remark }),
        ...(userData === undefined ? {} : { userData }),
        ...(callerNumber === undefined ? {} : { displayNumber: callerNumber }),
      };
      if ('session' in to) throw new CallstationError('notSupported');
      return { sessionId: this.#dial('agent' in to ? { agentId: to.agent } : { number: to.number }, context) };
    });
    for (const verb of CALL_VERBS) {
      this.backend.handle(`call.${verb}`, (params) => {
        const { sessionId, ...args } = params as { sessionId: Id } & CallArgs[CallVerb];
        this.tell(sessionId, callCommand(verb, args as CallArgs[CallVerb], this.#page));
        return null;
      });
    }
    for (const method of ['agent.setStatus', 'agent.endWrapUp'] as const) {
      this.backend.handle(method, (params) => {
        const event = agentEventOf(method, params);
        if (event) this.#change(event);
        return null;
      });
    }
  }

  get newest(): Id {
    if (this.#count === 0) throw new Error('there was no call yet');
    return `call-${this.#count}`;
  }

  /** The one page there is leads; it is known only once it has connected. */
  get #page(): Id {
    return this.backend.page?.pageId ?? '';
  }

  callIn({ kind = 'phone', role = 'handler', peer = {}, context }: Caller = {}): Id {
    const id = this.#nextId();
    const number = peer.agentId === undefined ? { number: '+491701234567' } : {};
    const who: Party = { id: `${id}-peer`, role: 'customer', state: 'ringing', ...number, ...peer };
    const at = this.#clock.now();
    const call = offeredCall({
      ...{ id, engagementId: `${id}-e`, kind, role, peer: who, at, deadline: at + OFFER_MS },
      context: { calleeNumber: '+4930123456', ...context },
    });
    this.#begin(call, 'sessionOffered');
    return id;
  }

  tell(id: Id, event: CallEvent): void {
    const before = this.#calls.get(id);
    if (!before) return;
    const [call, effects] = reduceCall(before, { ...event, at: this.#clock.now() });
    this.#calls.set(id, call);
    for (const effect of effects) {
      if (effect.type !== 'announce') continue;
      if (effect.event === 'sessionRemoved') this.#remove(id);
      else this.backend.emit({ type: 'session', session: call, cause: effect.event });
    }
    this.#recount();
    for (const effect of effects) if (effect.type === 'order') this.#perform(id, effect.verb, effect.args);
    if (before.phase !== 'ended' && call.phase === 'ended' && !call.wrapUp) this.#remove(id);
  }

  end(id: Id, end: End): void {
    const answered = this.#calls.get(id)?.phase === 'active';
    this.tell(id, { type: 'ended', end, wrapUp: answered ? { deadline: this.#clock.now() + WRAP_UP_MS } : null });
  }

  endWrapUp(): void {
    this.#change({ type: 'wrapUpEnded' });
  }

  digits(id: Id): string {
    return this.#digits.get(id) ?? '';
  }

  #nextId(): Id {
    this.#count++;
    return this.newest;
  }

  #dial(whom: { agentId: Id } | { number: string }, context: Partial<SessionContext>): Id {
    const id = this.#nextId();
    const internal = 'agentId' in whom;
    const peer: Party = { id: `${id}-peer`, role: internal ? 'agent' : 'customer', state: 'ringing', ...whom };
    const kind = internal ? 'internal' : 'phone';
    const at = this.#clock.now();
    const call = outgoingCall({ id, engagementId: `${id}-e`, kind, peer, at, page: this.#page, context });
    this.#begin(call, 'sessionDialing');
    return id;
  }

  #begin(session: CallSnapshot, cause: 'sessionOffered' | 'sessionDialing'): void {
    if (this.#me.leadPage !== this.#page) this.#change({ type: 'leadPage', page: this.#page });
    this.#calls.set(session.id, session);
    this.backend.emit({ type: 'session', session, cause });
    this.#recount();
  }

  #remove(id: Id): void {
    if (!this.#calls.delete(id)) return;
    this.backend.emit({ type: 'removed', id, cause: 'sessionRemoved' });
    this.#recount();
  }

  #perform(id: Id, verb: CallVerb, args: object): void {
    const confirmed = verb === 'transfer' ? CONFIRMED.hold : CONFIRMED[verb];
    if (confirmed) return this.tell(id, confirmed);
    if (verb === 'answer') return this.tell(id, { type: 'leg', leg: { state: 'flowing', at: { page: this.#page } } });
    if (verb === 'sendDigits' && 'digits' in args) {
      this.#digits.set(id, this.digits(id) + String(args.digits));
      return;
    }
    if (verb !== 'hangup' && verb !== 'reject') return;
    const phase = this.#calls.get(id)?.phase ?? 'ended';
    this.end(id, { reason: LOCAL_END[phase] ?? 'localHangup', by: 'agent' });
  }

  #change(event: AgentEvent): void {
    const [me, effects] = reduceAgent(this.#me, { ...event, at: this.#clock.now() });
    this.#me = me;
    for (const effect of effects) {
      if (effect.type === 'announce') this.backend.emit({ type: 'agent', agent: me, cause: effect.event });
    }
    if (!effects.some(({ type }) => type === 'endWrapUps')) return;
    for (const call of [...this.#calls.values()]) if (call.phase === 'ended') this.#remove(call.id);
  }

  #recount(): void {
    this.#change({ type: 'sessions', sessions: [...this.#calls.values()] });
  }
}

/**
 * Makes a centre with one seat.
 *
 * @example
 * const centre = createSeatCentre(clock);
 * const workstation = createWorkstation({ backend: centre.backend });
 * await workstation.connect();
 * centre.end(centre.callIn(), { reason: 'remoteCancel', by: 'peer' });
 */
export function createSeatCentre(clock: Clock): SeatCentre {
  return new OneSeatCentre(clock);
}
