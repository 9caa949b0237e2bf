import type { AgentSnapshot, Id, SessionSnapshot, State, Update } from '@callstation/core/model';
import { CallstationError, type Method, type Params, type Result } from '@callstation/core/protocol';
import type { Centre, Identity, Seat } from '../../engine/centre.ts';

/** A centre that notes what it is told and says what a test makes it say. */
export interface FakeCentre extends Centre {
  readonly log: string[];
  readonly done: { method: Method; params: unknown; seat: Seat }[];
  /** The next requests wait for this. */
  gate: Promise<void>;
  emit(agent: Id, update: Update, app?: Id, page?: Id): void;
  /** A supervisor signs the agent out. */
  signOut(agent: Id, app?: Id): void;
  /** What an agent's pages should show. */
  state(identity: Pick<Identity, 'agent' | 'name'>): State;
  listeners: number;
  /** Pages by which sound flows. */
  readonly carrying: Set<Id>;
}

const load = { used: 0, max: 1 };

export function agentSnapshot(id: Id, name = id): AgentSnapshot {
  return {
    id,
    name,
    since: 0,
    status: 'idle',
    wanted: { status: 'idle' },
    reach: 'page',
    leadPage: null,
    load: { voice: load, chat: load, video: load },
    phone: { mode: 'page' },
    rights: [],
    skillGroups: [],
  };
}

export function offeredCall(id: Id, remark = ''): SessionSnapshot {
  return {
    id,
    engagementId: `e-${id}`,
    kind: 'phone',
    role: 'handler',
    direction: 'in',
    phase: 'offered',
    deadline: null,
    peer: { id: 'c', role: 'customer', state: 'joined' },
    context: { flow: 'in', remark },
    createdAt: 0,
  };
}

export function createFakeCentre(): FakeCentre {
  const listeners = new Set<(to: { app: Id; agent: Id }, update: Update) => void>();
  const signOuts = new Set<Parameters<Centre['onSignOut']>[0]>();
  const sessions = new Map<string, SessionSnapshot>();
  const log: string[] = [];
  const done: FakeCentre['done'] = [];
  const carrying = new Set<Id>();
  return {
    carrying,
    carries: ({ page }) => carrying.has(page),
    log,
    done,
    gate: Promise.resolve(),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    get listeners() {
      return listeners.size;
    },
    state: ({ agent, name }) => ({
      agent: agentSnapshot(agent, name),
      sessions: [...sessions.entries()].filter(([key]) => key.startsWith(`${agent}/`)).map(([, session]) => session),
      capabilities: { calls: ['answer'], chats: [], agent: ['dial'], kinds: ['phone'] },
    }),
    open(seat) {
      log.push(`open ${seat.identity.agent} ${seat.page}`);
      return this.state(seat.identity);
    },
    report: (seat, { visible }) => void log.push(`report ${seat.page} ${visible}`),
    identify: (seat) => void log.push(`identify ${seat.identity.agent} ${seat.page}`),
    lost: (seat) => void log.push(`lost ${seat.identity.agent} ${seat.page}`),
    close: (seat) => void log.push(`close ${seat.identity.agent} ${seat.page}`),
    async request<M extends Method>(seat: Seat, method: M, params: Params<M>): Promise<Result<M>> {
      done.push({ method, params, seat });
      await this.gate;
      if (method === 'call.hangup') throw new CallstationError('notFound');
      if (method === 'call.reject') throw new TypeError('a bug inside');
      return (method === 'call.dial' ? { sessionId: `s${done.length}` } : null) as Result<M>;
    },
    onUpdate(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
    stopDialling: () => undefined,
    dialling: () => ({ stopped: [], alarms: [], refused: {} }),
    onSignOut(fn) {
      signOuts.add(fn);
      return () => void signOuts.delete(fn);
    },
    signOut(agent, app = 'app') {
      for (const fn of signOuts) fn({ app, agent });
    },
    emit(agent, update, app = 'app', page) {
      if (update.type === 'session') sessions.set(`${agent}/${update.session.id}`, update.session);
      if (update.type === 'removed') sessions.delete(`${agent}/${update.id}`);
      for (const fn of listeners) fn({ app, agent, ...(page === undefined ? {} : { page }) }, update);
    },
  };
}
