import { newPage, type AgentVerb, type ConnectionState } from '../model/index.ts';
import { consoleLogger } from '../ports/defaults/console-logger.ts';
import { cryptoRandom } from '../ports/defaults/crypto-random.ts';
import { systemClock } from '../ports/defaults/system-clock.ts';
import type { Backend, Clock } from '../ports/index.ts';
import { CallstationError, type Method, type Params } from '../protocol/index.ts';
import { createBoard } from './board.ts';
import { createCalls } from './calls.ts';
import { createQuery, createSend, type Send } from './commands.ts';
import { assertAgentLegal, createAgentActions } from './legality.ts';
import { createStore, type Store } from './store.ts';
import { createSupervisor } from './supervisor.ts';
import type {
  AgentCommands,
  Directory,
  Workstation,
  WorkstationOptions,
  WorkstationPorts,
} from './workstation.types.ts';

/**
 * Makes a contact-centre seat over a backend. Nothing happens before `connect()`.
 *
 * @example
 * const workstation = createWorkstation({ backend: callcenter({ url: '/seat', token: fetchToken }) });
 * await workstation.connect();
 * workstation.on('sessionOffered', ({ session }) => void workstation.calls.answer(session.id));
 */
export function createWorkstation({ backend, ports = {} }: WorkstationOptions): Workstation {
  const { clock, random, logger }: WorkstationPorts = {
    clock: systemClock,
    random: cryptoRandom,
    logger: consoleLogger,
    ...ports,
  };
  const store = createStore(newPage(random.id(), clock.now()), logger);
  const send = createSend(backend, store, random);
  const query = createQuery(backend);
  return {
    ...connection(backend, store, clock),
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    on: store.on,
    calls: createCalls(store, send),
    agent: agentCommands(store, send),
    sessions: {
      annotate: async (id, annotation) => void (await send('session.annotate', { sessionId: id, annotation }, id)),
    },
    supervisor: createSupervisor(store, send),
    board: createBoard(store, query, logger),
    directory: directory(query),
    devices: {
      list: () => backend.devices.list(),
      select: (choice) => backend.devices.select(choice),
      setVolume: (volume) => backend.devices.setVolume(volume),
      unlock: () => backend.devices.unlock(),
    },
    levels: (id, fn) => backend.levels(id, fn),
  };
}

const OVER: ReadonlySet<ConnectionState> = new Set(['closed', 'refused', 'replaced']);

function connection(backend: Backend, store: Store, clock: Clock): Pick<Workstation, 'connect' | 'close'> {
  let attempt: Promise<void> | null = null;
  let round = 0;
  // A backend may tell more (reconnecting, refused); one that tells nothing still shows the two ends.
  const show = (state: ConnectionState, unless: ConnectionState[]): void => {
    if (unless.includes(store.getSnapshot().page.connection.state)) return;
    store.apply({ type: 'page', page: { connection: { state, since: clock.now() } } });
  };
  const open = async (mine: number): Promise<void> => {
    show('connecting', ['connecting', 'ready']);
    try {
      await backend.connect(store.apply, store.getSnapshot().page);
    } catch (error) {
      // The next connect() is a new attempt, with a new token; an attempt that was closed has no say any more.
      if (mine === round) {
        attempt = null;
        show('closed', ['closed', 'refused', 'replaced']);
      }
      throw CallstationError.from(error);
    }
    if (mine === round) show('ready', ['ready', 'reconnecting', 'refused', 'replaced', 'closed']);
  };
  return {
    connect() {
      // What the centre has ended (signed out, replaced) is begun anew, with a new token.
      if (OVER.has(store.getSnapshot().page.connection.state)) attempt = null;
      return (attempt ??= open(++round));
    },
    async close() {
      attempt = null;
      const mine = ++round;
      await backend.close();
      if (mine === round) show('closed', ['closed']);
    },
  };
}

function agentCommands(store: Store, send: Send): AgentCommands {
  const act = async <M extends Method>(verb: AgentVerb, method: M, params: Params<M>): Promise<void> => {
    assertAgentLegal(store.getSnapshot(), verb);
    await send(method, params);
  };
  return {
    setStatus: (status) => act('setStatus', 'agent.setStatus', typeof status === 'string' ? { status } : status),
    extendWrapUp: (ms) => act('extendWrapUp', 'agent.extendWrapUp', { ms }),
    endWrapUp: () => act('endWrapUp', 'agent.endWrapUp', {}),
    setPhone: (phone) => act('setPhone', 'agent.setPhone', phone),
    setCallerNumber: (choice, options = {}) =>
      act('setCallerNumber', 'agent.setCallerNumber', {
        ...options,
        ...(typeof choice === 'string' || choice === null ? { number: choice } : { pool: choice.pool }),
      }),
    actions: createAgentActions(store.getSnapshot),
  };
}

function directory(query: Send): Directory {
  return {
    agents: (filter = {}) => query('directory.agents', filter),
    skillGroups: () => query('directory.skillGroups', {}),
    numbers: () => query('directory.numbers', {}),
    ivrs: () => query('directory.ivrs', {}),
    ivr: (id) => query('directory.ivr', { id }),
    dispositions: (of = {}) => query('directory.dispositions', of),
    breakReasons: () => query('directory.breakReasons', {}),
    terminal: () => query('directory.terminal', {}),
  };
}
