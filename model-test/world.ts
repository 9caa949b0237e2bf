import { applyUpdate, type CallSnapshot, type Id, type Right, type State, type Update } from '@callstation/core/model';
import { createFakeClock, createFakeLogger, createFakeRandom, settle, type FakeClock } from '@callstation/testkit';
import { createControl, type Control } from '../packages/server/src/control/control.ts';
import { demoApp, type AppConfig, type SkillGroupConfig } from '../packages/server/src/engine/app-config.ts';
import type { Centre, Identity, Seat } from '../packages/server/src/engine/centre.ts';
import { createCentre } from '../packages/server/src/engine/create-centre.ts';
import { createKeptJournal } from '../packages/server/src/engine/testing/kept.ts';
import type { IvrNode } from '../packages/server/src/routing/ivr.ts';
import { createSwitchUnderTest, type SwitchUnderTest } from './switch-under-test.ts';
import { openTab, type Tab } from './tab.ts';

/** The agents, and the phones they can take calls on. */
export const AGENTS = ['alice', 'bob', 'carol'] as const;
export const PHONES: Readonly<Record<string, string>> = {
  alice: '+8613800000011',
  bob: '+8613800000012',
  carol: '+8613800000013',
};

/** Who may supervise; they come when they are needed. */
export const SUPERVISORS = ['sam', 'dora'] as const;
export const PEOPLE = [...AGENTS, ...SUPERVISORS] as const;
const AGENT_RIGHTS: Right[] = ['dial', 'dialExternal', 'record'];
const SUPERVISOR_RIGHTS: Right[] = [...AGENT_RIGHTS, 'supervise', 'intercept', 'board'];

/** The number that begins in a menu, and those of the groups. */
export const MENU_NUMBER = '4009';
export const RESCUE_NUMBER = '5000';
export const DESK_NUMBER = '6000';
const NODES: IvrNode[] = [
  {
    ...{ id: 'menu', name: 'Menu', kind: 'keys', otherwise: 'bye' },
    choices: {
      '1': { label: 'Support', go: 'support' },
      '2': { label: 'Number', go: 'number' },
      '3': { label: 'News', go: 'news' },
      '9': { label: 'Again', go: 'menu' },
    },
  },
  { id: 'support', name: 'Support', kind: 'group', skillGroup: 'support' },
  { id: 'number', name: 'Number', kind: 'number', number: '13900000088', otherwise: 'news' },
  { id: 'news', name: 'News', kind: 'play', next: 'back' },
  { id: 'back', name: 'Back', kind: 'back', otherwise: 'bye' },
  { id: 'bye', name: 'Bye', kind: 'hangup' },
];

const WRAP_UP_MS = 4000;
const MEMBERS = [...AGENTS];
const [SUPPORT] = demoApp.skillGroups.map((group) => ({ ...group, members: MEMBERS, wrapUpMs: WRAP_UP_MS }));
const GROUPS: SkillGroupConfig[] =
  SUPPORT === undefined
    ? []
    : [
        SUPPORT,
        {
          ...{
            ...SUPPORT,
            id: 'rescue',
            name: 'Rescue',
            numbers: [RESCUE_NUMBER],
            strategy: 'ring-all',
            noAnswer: 'again',
          },
          recording: { in: 'on', announce: '/recorded.wav' },
        },
        {
          ...{
            ...SUPPORT,
            id: 'desk',
            name: 'Desk',
            numbers: [DESK_NUMBER],
            maxWaitMs: 40_000,
            recording: { in: 'on' },
          },
          overflow: { full: { skillGroup: 'rescue' }, nobody: { announcement: { file: '/nobody.wav' } } },
          queue: {
            ...{ greeting: { file: '/hello.wav' }, position: { everyMs: 7000 } },
            comfort: { prompt: { file: '/wait.wav' }, everyMs: 5000 },
          },
        },
      ];
const APP: AppConfig = {
  ...demoApp,
  skillGroups: GROUPS,
  ivrs: [{ id: 'main', name: 'Main', numbers: [MENU_NUMBER], entry: 'menu', nodes: NODES }],
};

/** A whole centre with its pages, on one simulated clock. */
export class World {
  readonly clock: FakeClock = createFakeClock();
  readonly logger = createFakeLogger();
  readonly store = createKeptJournal();
  readonly switch: SwitchUnderTest;
  readonly centre: Centre;
  readonly control: Control;
  readonly tabs: Tab[] = [];
  /** What the centre says every agent's pages should show. */
  readonly truth = new Map<Id, State>();
  /** What the next token says. */
  readonly rights = new Map<Id, Right[]>();
  /** How every supervisor asked to be with their call, last. */
  readonly asked = new Map<Id, 'listen' | 'whisper' | 'barge'>();
  /** What is wrong, as soon as it is seen. */
  readonly faults: string[] = [];
  #tabCount = 0;

  constructor() {
    const { clock, logger, store } = this;
    this.switch = createSwitchUnderTest(clock, (page) => this.tabs.some((tab) => tab.open && tab.page === page));
    const random = createFakeRandom('c');
    this.centre = createCentre({ switch: this.switch.port, clock, random, logger, journal: store, apps: [APP] });
    this.centre.onUpdate(({ agent }, update) => {
      const state = this.truth.get(agent);
      if (state !== undefined) this.truth.set(agent, applyUpdate(state, update));
      this.faults.push(...untold(agent, update));
    });
    this.control = createControl({
      ...{ clock, logger, random: createFakeRandom('epoch') },
      centre: { ...bound(this.centre), open: (seat, facts) => this.#open(seat, facts) },
      verify: async (token): Promise<Identity> => this.identity(token),
      openSip: ({ page }) => this.switch.port.openPage(page),
      closeSip: () => Promise.resolve(),
    });
  }

  async start(): Promise<void> {
    await this.centre.start();
    for (const agent of AGENTS) this.open(agent);
    await this.rest();
  }

  open(agent: Id): Tab {
    const { clock, control } = this;
    this.#tabCount += 1;
    const name = `${agent}${this.#tabCount}-`;
    const onHangup = (page: Id, session: Id): void => {
      const leg = this.switch.pageLegs().find(({ to }) => 'page' in to && to.page === page);
      if (leg) this.switch.fake.end(leg.leg, { reason: 'localHangup', by: 'agent' }, session);
    };
    const tab = openTab({ agent, name, clock, control, onHangup });
    this.tabs.push(tab);
    return tab;
  }

  tabsOf(agent: Id): Tab[] {
    return this.tabs.filter((tab) => tab.open && tab.agent === agent);
  }

  calls(agent: Id): CallSnapshot[] {
    const sessions = this.truth.get(agent)?.sessions ?? [];
    return sessions.flatMap((session) => (session.kind === 'im' ? [] : [session]));
  }

  seat(agent: Id): Seat | null {
    const [tab] = this.tabsOf(agent).filter((one) => one.isReady());
    return tab === undefined ? null : { identity: this.identity(agent), page: tab.page };
  }

  /** The token is the agent's id. */
  identity(agent: Id): Identity {
    const usual = SUPERVISORS.some((one) => one === agent) ? SUPERVISOR_RIGHTS : AGENT_RIGHTS;
    return { app: 'demo', agent, name: agent, role: 'agent', rights: this.rights.get(agent) ?? usual };
  }

  /** Pages that the centre closed for good are closed by whoever sits there. */
  async sweep(): Promise<void> {
    for (const tab of this.tabs) if (tab.open && tab.isOut()) await tab.close();
  }

  /** Everything that can happen without time happens. */
  async rest(): Promise<void> {
    let before = -1;
    for (let turn = 0; turn < 40; turn++) {
      for (let i = 0; i < 3; i++) await settle();
      const now = this.switch.fake.orders.length + this.tabs.reduce((sum, tab) => sum + tab.frames(), 0);
      if (now === before) return;
      before = now;
    }
    this.faults.push('the world does not come to rest');
  }

  async pass(ms: number): Promise<void> {
    await this.clock.advanceAsync(ms);
    await this.rest();
  }

  #open(seat: Seat, facts: { visible: boolean }): State {
    const state = this.centre.open(seat, facts);
    this.truth.set(seat.identity.agent, state);
    return state;
  }
}

/** Whom a colleague was faster than is told which one. */
function untold(agent: Id, update: Update): string[] {
  if (update.type !== 'session' || update.session.kind === 'im' || update.cause !== 'sessionEnded') return [];
  const { session } = update;
  if (session.phase !== 'ended' || session.role === 'supervisor' || session.end.reason !== 'takenElsewhere') return [];
  const { by, takenBy } = session.end;
  if (by === 'supervisor' || (takenBy !== undefined && takenBy.agent !== agent && takenBy.name !== '')) return [];
  return [`${agent} is not told who has ${session.id}: ${JSON.stringify(session.end)}`];
}

function bound(centre: Centre): Centre {
  return {
    start: () => centre.start(),
    stop: () => centre.stop(),
    open: (seat, facts) => centre.open(seat, facts),
    report: (seat, facts) => centre.report(seat, facts),
    identify: (seat) => centre.identify(seat),
    lost: (seat) => centre.lost(seat),
    close: (seat) => centre.close(seat),
    carries: (...asked) => centre.carries(...asked),
    request: (seat, method, params) => centre.request(seat, method, params),
    onUpdate: (fn) => centre.onUpdate(fn),
    onSignOut: (fn) => centre.onSignOut(fn),
    stopDialling: (...asked) => centre.stopDialling(...asked),
    dialling: () => centre.dialling(),
  };
}
