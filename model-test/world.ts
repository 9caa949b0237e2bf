import { applyUpdate, type CallSnapshot, type Id, type State } from '@callstation/core/model';
import { createFakeClock, createFakeLogger, createFakeRandom, settle, type FakeClock } from '@callstation/testkit';
import { createControl, type Control } from '../packages/server/src/control/control.ts';
import { demoApp, type AppConfig } from '../packages/server/src/engine/app-config.ts';
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

/** The number that begins in a menu. */
export const MENU_NUMBER = '4009';
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
const APP: AppConfig = {
  ...demoApp,
  skillGroups: demoApp.skillGroups.map((group) => ({ ...group, wrapUpMs: WRAP_UP_MS })),
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
    });
    this.control = createControl({
      ...{ clock, logger, random: createFakeRandom('epoch') },
      centre: { ...bound(this.centre), open: (seat, facts) => this.#open(seat, facts) },
      verify: async (token): Promise<Identity> => identity(token),
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
    return tab === undefined ? null : { identity: identity(agent), page: tab.page };
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

/** The token is the agent's id. */
function identity(agent: Id): Identity {
  return { app: 'demo', agent, name: agent, role: 'agent', rights: ['dial', 'dialExternal'] };
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
