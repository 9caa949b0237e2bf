import { CallstationError } from '@callstation/core/protocol';
import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { VirtualLeg, VirtualTrunk } from '../switch/trunk.ts';
import { createCustomer, type Customer, type CustomerReport } from './customer.ts';
import { parseScenario, type Scenario, type Script } from './scenario.ts';
import { MAGIC_NUMBERS, OTHER_NUMBERS } from './scenarios/index.ts';
import { loadVoice } from './voice.ts';

/** Customers on the line at once. */
export const MAX_CUSTOMERS = 200;
/** Reports of calls that are over; the oldest go first. */
const ENDED_KEPT = 200;
const MAX_OVERRIDES = 200;
const DEFAULT_FROM = '+8613800000001';
const DEFAULT_ENTRY = '4000';

/** Customers by hand: what the demo's "Simulate a customer" and the tests use. */
export interface Customers {
  /**
   * A customer calls in. `from` defaults to the same number every time, `to` to the centre's entry number, `scenario` to
   * `caller`; `skillGroup` travels as the header `X-Skill-Group`. Throws `invalidArgument` (scenario), `rateLimited`
   * (200 are on the line), `notReady` (no switch is connected).
   */
  create(input?: { from?: string; skillGroup?: string; scenario?: string | Scenario; to?: string }): Customer;
  /** The live or recent customer of that id. */
  find(id: Id): Customer | undefined;
  get(id: Id): CustomerReport | undefined;
  /** All that are known, dialled numbers included, newest first. */
  list(): CustomerReport[];
  /** Hangs up; false when there is no such customer. */
  end(id: Id): boolean;
}

/** Scripted customers as a trunk, with magic numbers to dial. */
export interface Simulator extends VirtualTrunk {
  readonly customers: Customers;
  /** Sets what a dialled number does, magic or not; `null` gives it back its own behaviour. Throws `invalidArgument`. */
  script(number: string, scenario: string | Scenario | null): void;
  /** Hangs up on everybody; nothing is left ticking. */
  stop(): void;
}

/** Makes the simulator; `numbers.entry` is the number callers dial when nothing else is said. */
export function createSimulator(options: {
  clock: Clock;
  random: Random;
  logger: Logger;
  numbers?: { entry?: string };
}): Simulator {
  const { clock, random, logger } = options;
  const known = new Map<Id, Customer>();
  const live = new Set<Id>();
  const overrides = new Map<string, Script>();
  let place: Parameters<VirtualTrunk['onIncoming']>[0] | null = null;

  function forget(): void {
    let over = known.size - live.size - ENDED_KEPT;
    for (const id of known.keys()) {
      if (over <= 0) return;
      if (live.has(id)) continue;
      known.delete(id);
      over--;
    }
  }
  function start(leg: VirtualLeg, script: Script, line: Pick<CustomerReport, 'direction' | 'from' | 'to'>): Customer {
    const id = random.id();
    live.add(id);
    const onEnded = (): void => {
      live.delete(id);
      forget();
    };
    const customer = createCustomer({ id, ...line, leg, script, clock, voice: loadVoice, onEnded });
    known.set(id, customer);
    logger.debug('simulated customer', { id, direction: line.direction, scenario: script.title });
    return customer;
  }
  const customers: Customers = {
    create(input = {}) {
      const script = parseScenario(input.scenario ?? 'caller');
      checkVoices(script);
      if (!place) throw new CallstationError('notReady', 'The simulator is not connected to a switch yet.');
      if (live.size >= MAX_CUSTOMERS) {
        throw new CallstationError('rateLimited', `${MAX_CUSTOMERS} customers are on the line. End some first.`);
      }
      const from = input.from ?? DEFAULT_FROM;
      const to = input.to ?? options.numbers?.entry ?? DEFAULT_ENTRY;
      const headers = input.skillGroup === undefined ? {} : { headers: { 'X-Skill-Group': input.skillGroup } };
      return start(place({ from, to, ...headers }), script, { direction: 'calling', from, to });
    },
    find: (id) => known.get(id),
    get: (id) => known.get(id)?.report(),
    list: () => [...known.values()].map((customer) => customer.report()).reverse(),
    end(id) {
      const customer = known.get(id);
      customer?.hangup();
      return customer !== undefined;
    },
  };
  return {
    name: 'simulator',
    customers,
    dialed(number, leg, callerNumber = '') {
      const script = overrides.get(number) ?? overrides.get(shortForm(number)) ?? defaultScript(number);
      if (live.size >= MAX_CUSTOMERS) return leg.end({ reason: 'busy', by: 'system', cause: { sip: 486 } });
      try {
        start(leg, script, { direction: 'called', from: callerNumber, to: number });
      } catch (error) {
        logger.error('simulated customer failed', { error: String(error) });
        leg.end({ reason: 'systemError', by: 'system' });
      }
    },
    onIncoming(fn) {
      place = fn;
    },
    script(number, scenario) {
      if (scenario === null) return void overrides.delete(number);
      const script = parseScenario(scenario);
      checkVoices(script);
      if (overrides.size >= MAX_OVERRIDES && !overrides.has(number)) {
        throw new CallstationError('rateLimited', `${MAX_OVERRIDES} numbers have a script of their own. Reset some.`);
      }
      overrides.set(number, script);
    },
    stop() {
      for (const id of [...live]) known.get(id)?.hangup();
    },
  };
}

/** `10001` out of what a number plan may have made of it: `+8610001`, `8610001`. */
function shortForm(number: string): string {
  return /^\+?\d{0,3}?(1000\d)$/.exec(number)?.[1] ?? number;
}
function defaultScript(number: string): Script {
  const magic = MAGIC_NUMBERS[shortForm(number)];
  return parseScenario(magic ?? OTHER_NUMBERS);
}
/** A voice that does not exist must be said to whoever wrote the scenario, not to the switch in mid-call. */
function checkVoices(script: Script): void {
  for (const step of script.steps) if ('voice' in step && step.voice !== undefined) loadVoice(step.voice);
}
