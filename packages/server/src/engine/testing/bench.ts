import { applyUpdate, type CallSnapshot, type Id, type Right, type State, type Update } from '@callstation/core/model';
import type { Method, Params, Result } from '@callstation/core/protocol';
import { createFakeClock, createFakeLogger, createFakeRandom, settle, type FakeClock } from '@callstation/testkit';
import { demoApp, type AppConfig, type CentreLimits } from '../app-config.ts';
import type { AdministeredCentre, Seat } from '../centre.ts';
import type { LookUp } from '../look-up.ts';
import { createCentre, type CentreOptions } from '../create-centre.ts';
import { createFakeSwitch, type FakeSwitch } from './fake-switch.ts';
import { createKeptJournal, type KeptJournal } from './kept.ts';

/** One page of one agent in a test. */
export interface TestSeat {
  readonly seat: Seat;
  request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** What this agent's pages mirror: the last `open`, then every update. */
  state(): State;
  /** The agent's only or newest call. */
  call(): CallSnapshot;
  /** Causes of everything this agent was sent. */
  causes(): string[];
  close(): void;
}

/** How somebody signs in in a test. */
export interface SitOptions {
  page?: Id;
  visible?: boolean;
  app?: Id;
  rights?: Right[];
  supervises?: '*' | Id[];
}

/** A centre on a fake switch and a fake clock. */
export interface Bench {
  readonly clock: FakeClock;
  readonly phone: FakeSwitch;
  readonly centre: AdministeredCentre;
  readonly store: KeptJournal;
  /** Updates in order, with whom they were for. */
  readonly updates: { app: Id; agent: Id; page?: Id; update: Update }[];
  readonly logs: ReturnType<typeof createFakeLogger>['lines'];
  sit(agent: Id, options?: SitOptions): TestSeat;
  /** Lets everything that can happen without time happen. */
  rest(): Promise<void>;
  pass(ms: number): Promise<void>;
}

const ALL: Right[] = ['dial', 'dialExternal'];

/** Makes a {@link Bench}; the centre is started. */
export async function createBench(
  options: {
    apps?: AppConfig[];
    lookUp?: LookUp;
    limits?: Partial<CentreLimits>;
    autoPages?: boolean;
    memory?: CentreOptions['memory'];
    now?: number;
  } = {},
): Promise<Bench> {
  const clock = createFakeClock(options.now);
  const logger = createFakeLogger();
  const phone = createFakeSwitch({ clock, autoPages: options.autoPages ?? true });
  const store = createKeptJournal();
  const { apps = [demoApp], limits = {} } = options;
  const centre = createCentre({
    switch: phone,
    clock,
    random: createFakeRandom('c'),
    logger,
    journal: store,
    apps,
    limits,
    ...(options.memory ? { memory: options.memory } : {}),
    ...(options.lookUp ? { lookUp: options.lookUp } : {}),
  });
  const updates: Bench['updates'] = [];
  const mirrors = new Map<string, State>();
  centre.onUpdate((to, update) => {
    updates.push({ ...to, update });
    const key = `${to.app}/${to.agent}`;
    const mirror = mirrors.get(key);
    if (mirror !== undefined) mirrors.set(key, applyUpdate(mirror, update));
  });
  await centre.start();
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await settle();
  };
  return {
    clock,
    phone,
    centre,
    store,
    updates,
    logs: logger.lines,
    rest,
    async pass(ms) {
      await rest();
      await clock.advanceAsync(ms);
      await rest();
    },
    sit(agent, { page = `${agent}-page`, visible = true, app = 'demo', rights = ALL, supervises } = {}) {
      const scope = supervises === undefined ? {} : { supervises };
      const seat: Seat = { identity: { app, agent, name: agent, role: 'agent', rights, ...scope }, page };
      const key = `${app}/${agent}`;
      mirrors.set(key, centre.open(seat, { visible }));
      const state = (): State => {
        const mirror = mirrors.get(key);
        if (mirror === undefined) throw new Error(`nobody at ${key}`);
        return mirror;
      };
      return {
        seat,
        state,
        request: (method, params) => centre.request(seat, method, params),
        call() {
          const call = state().sessions.at(-1);
          if (call === undefined || call.kind === 'im') throw new Error(`${agent} has no call`);
          return call;
        },
        causes: () =>
          updates.flatMap((u) => (u.app === app && u.agent === agent && 'cause' in u.update ? [u.update.cause] : [])),
        close: () => centre.close(seat),
      };
    },
  };
}
