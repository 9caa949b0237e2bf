import {
  agentActions,
  supervisingCall,
  type ActionContext,
  type AgentVerb,
  type BlockReason,
  type CallEvent,
  type CallSnapshot,
  type End,
  type Id,
  type Millis,
  type Party,
} from '@callstation/core/model';
import { CallstationError, type Params } from '@callstation/core/protocol';

/** What supervision needs of the exchange. */
export interface SupervisionHost {
  /** The agent's part of that conversation. */
  call(agent: Id, id: Id): CallSnapshot | undefined;
  /** What is asked about when a verb of the agent's is judged. */
  question(agent: Id): ActionContext;
  page(agent: Id): Id;
  now(): Millis;
  /** Puts a part of their own in. */
  open(agent: Id, call: CallSnapshot): void;
  /** One step of the agent's part, if they have one. */
  step(agent: Id, id: Id, event: CallEvent): void;
  /** Whom the agent is bringing in is let go. */
  letGo(agent: Id, id: Id): void;
}

type Mode = NonNullable<CallSnapshot['supervises']>['mode'];

/** A supervisor who is with an agent. */
interface Watch {
  id: Id;
  of: Id;
}

const LEFT: End = { reason: 'localHangup', by: 'agent' };
const TAKEN: End = { reason: 'takenElsewhere', by: 'supervisor' };

/** Supervision in an exchange in memory. As at a centre, a part is `connecting` until the supervisor's leg is up. */
export class Supervisions {
  readonly #host: SupervisionHost;
  readonly #watches = new Map<Id, Watch>();

  constructor(host: SupervisionHost) {
    this.#host = host;
  }

  /** Does a request of a supervisor; undefined: it is none of these. */
  request(agent: Id, method: string, params: unknown): { sessionId: Id } | null | undefined {
    const { sessionId = '' } = params as { sessionId?: Id };
    switch (method) {
      case 'supervisor.listen':
        return this.#listen(agent, params as Params<'supervisor.listen'>);
      case 'supervisor.whisper':
        return this.#turn(agent, sessionId, 'whisper');
      case 'supervisor.barge':
        return this.#turn(agent, sessionId, 'barge');
      case 'supervisor.intercept':
        return this.#intercept(agent, sessionId);
      case 'supervisor.stop':
        this.#watched(agent, sessionId);
        this.#may(agent, 'stop');
        this.leave(agent);
        return null;
      default:
        return undefined;
    }
  }

  /** The supervisor's leg is up: they hear the call. */
  up(supervisor: Id): void {
    const watch = this.#watches.get(supervisor);
    if (!watch) return;
    const at = { page: this.#host.page(supervisor) };
    this.#host.step(supervisor, watch.id, { type: 'leg', leg: { state: 'flowing', at } });
    const peer = this.#host.call(watch.of, watch.id)?.peer;
    if (peer) this.#host.step(supervisor, watch.id, { type: 'others', others: [peer] });
    this.#show(watch);
  }

  /** The supervisor leaves, or must. */
  leave(supervisor: Id, end = LEFT): void {
    const watch = this.#watches.get(supervisor);
    if (!watch) return;
    this.#watches.delete(supervisor);
    this.#host.step(supervisor, watch.id, { type: 'ended', end });
    this.#show(watch);
  }

  /** An agent's part is over, and so is its supervision. */
  ended(agent: Id, id: Id, { reason }: End): void {
    for (const [supervisor, watch] of this.#watches) {
      const kept = reason === 'transferred' || reason === 'takenElsewhere' ? reason : 'remoteHangup';
      if (watch.of === agent && watch.id === id) this.leave(supervisor, { reason: kept, by: 'peer' });
    }
  }

  #listen(agent: Id, { agent: of, session: id, mode = 'listen' }: Params<'supervisor.listen'>): { sessionId: Id } {
    const { agent: me } = this.#host.question(agent);
    if (!me.rights.includes('supervise')) throw refusal('noRight');
    const theirs = this.#host.call(of, id);
    if (!theirs || theirs.role === 'supervisor' || of === agent) throw new CallstationError('notFound');
    const watch = this.#watches.get(agent);
    if (watch && (watch.id !== id || watch.of !== of)) throw refusal('agentBusy');
    this.#may(agent, watch ? mode : 'listen');
    if (theirs.phase !== 'active') throw refusal('noCall');
    if (watch) this.#change(agent, watch, mode);
    else this.#begin(agent, { id, of }, theirs, mode);
    return { sessionId: id };
  }

  #begin(agent: Id, watch: Watch, { id, kind, direction, context }: CallSnapshot, mode: Mode): void {
    this.#watches.set(agent, watch);
    const call = supervisingCall({
      ...{ id, engagementId: `${id}-${agent}`, kind, direction, context, at: this.#host.now() },
      peer: partyOf(watch.of, id),
      leg: { state: 'connecting', at: { page: this.#host.page(agent) } },
      supervises: { session: id, mode },
    });
    this.#host.open(agent, call);
  }

  #turn(agent: Id, id: Id, mode: Mode): null {
    const watch = this.#watched(agent, id);
    this.#may(agent, mode);
    this.#change(agent, watch, mode);
    return null;
  }

  #change(agent: Id, watch: Watch, mode: Mode): void {
    this.#host.step(agent, watch.id, { type: 'supervises', supervises: { session: watch.id, mode } });
    this.#show(watch);
  }

  #intercept(agent: Id, id: Id): null {
    const { of } = this.#watched(agent, id);
    this.#may(agent, 'intercept');
    const theirs = this.#host.call(of, id);
    if (theirs?.role !== 'handler') throw refusal('consulting');
    this.#watches.delete(agent);
    this.#host.letGo(of, id);
    this.#host.step(agent, id, { type: 'peer', peer: theirs.peer, role: 'handler' });
    this.#host.step(agent, id, { type: 'others', others: [] });
    this.#host.step(of, id, { type: 'ended', end: TAKEN });
    return null;
  }

  /** The agent sees who has joined. */
  #show({ id, of }: Watch): void {
    const call = this.#host.call(of, id);
    if (call?.phase !== 'active') return;
    const joined = [...this.#watches].flatMap(([supervisor, watch]) => {
      const mine = watch.id === id && watch.of === of ? this.#host.call(supervisor, id) : undefined;
      const isHeard = mine?.phase === 'active' && mine.supervises?.mode === 'barge';
      return isHeard ? [{ ...partyOf(supervisor, id), role: 'supervisor' as const }] : [];
    });
    const others = [...call.others.filter(({ role }) => role !== 'supervisor'), ...joined];
    if (others.length !== call.others.length) this.#host.step(of, id, { type: 'others', others });
  }

  #watched(agent: Id, id: Id): Watch {
    const watch = this.#watches.get(agent);
    if (watch?.id !== id) throw new CallstationError('notFound');
    return watch;
  }

  #may(agent: Id, verb: AgentVerb): void {
    const verdict = agentActions(this.#host.question(agent))[verb];
    if (!verdict.allowed) throw refusal(verdict.reason);
  }
}

const partyOf = (agent: Id, id: Id): Party => ({
  id: `${id}-${agent}`,
  role: 'agent',
  state: 'joined',
  agentId: agent,
});

const refusal = (reason: BlockReason): CallstationError =>
  new CallstationError(reason === 'noRight' ? 'forbidden' : 'invalidState', undefined, { data: { reason } });
