import { CallstationError } from '@callstation/core/protocol';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { VirtualTrunk } from '../switch/trunk.ts';
import { createCustomers, type Customers } from './customers.ts';
import { Roster } from './roster.ts';
import { checkVoices, parseScenario, type Scenario, type Script } from './scenario.ts';
import { MAGIC_NUMBERS, OTHER_NUMBERS } from './scenarios/index.ts';

/** Numbers that may have a script of their own. */
const MAX_OVERRIDES = 200;
const DEFAULT_ENTRY = '4000';

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
  const { logger, numbers } = options;
  const roster = new Roster(options);
  const overrides = new Map<string, Script>();
  const { customers, onIncoming } = createCustomers(roster, numbers?.entry ?? DEFAULT_ENTRY);
  return {
    name: 'simulator',
    customers,
    onIncoming,
    dialed(number, leg, callerNumber = '') {
      if (roster.full) return leg.end({ reason: 'busy', by: 'system', cause: { sip: 486 } });
      try {
        const script = overrides.get(number) ?? overrides.get(shortForm(number)) ?? defaultScript(number);
        roster.add(leg, script, { direction: 'called', from: callerNumber, to: number });
      } catch (error) {
        // Nothing a script does may throw into the switch.
        logger.error('simulated customer failed', { error: String(error) });
        leg.end({ reason: 'systemError', by: 'system' });
      }
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
    stop: () => roster.stop(),
  };
}

/** `10001` out of what a number plan may have made of it: `+8610001`, `8610001`. */
function shortForm(number: string): string {
  return /^\+?\d{0,3}?([12]000\d)$/.exec(number)?.[1] ?? number;
}
function defaultScript(number: string): Script {
  const magic = MAGIC_NUMBERS[shortForm(number)];
  return parseScenario(magic ?? OTHER_NUMBERS);
}
