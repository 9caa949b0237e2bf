import type { Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { VISITOR_HEADER, visitorHeader, type Visitor } from '../switch/visitor.ts';
import type { VirtualTrunk } from '../switch/trunk.ts';
import type { Customer, CustomerReport } from './customer.ts';
import { MAX_CUSTOMERS, type Roster } from './roster.ts';
import { checkVoices, parseScenario, type Scenario } from './scenario.ts';

const DEFAULT_FROM = '+8613800000001';

/** Customers by hand: what the demo's "Simulate a customer" and the tests use. */
export interface Customers {
  /**
   * A customer calls in. `from` defaults to the same number every time, `to` to the centre's entry number, `scenario` to
   * `caller`; `skillGroup` travels as the header `X-Skill-Group`, and `visitor`, for who calls from a website instead of a
   * phone, as `X-Visitor`. Throws `invalidArgument` (scenario), `rateLimited`
   * (200 are on the line), `notReady` (no switch is connected).
   */
  create(input?: {
    from?: string;
    skillGroup?: string;
    scenario?: string | Scenario;
    to?: string;
    visitor?: Visitor;
  }): Customer;
  /** The live or recent customer of that id. */
  find(id: Id): Customer | undefined;
  get(id: Id): CustomerReport | undefined;
  /** All that are known, dialled numbers included, newest first. */
  list(): CustomerReport[];
  /** Hangs up; false when there is no such customer. */
  end(id: Id): boolean;
}

/** Makes callers on a roster; `entry` is the number they dial when nothing else is said. */
export function createCustomers(
  roster: Roster,
  entry: string,
): { customers: Customers; onIncoming: VirtualTrunk['onIncoming'] } {
  let place: Parameters<VirtualTrunk['onIncoming']>[0] | null = null;
  const customers: Customers = {
    create(input = {}) {
      const script = parseScenario(input.scenario ?? 'caller');
      checkVoices(script);
      if (!place) throw new CallstationError('notReady', 'The simulator is not connected to a switch yet.');
      // Before a leg exists that nobody would end.
      if (roster.full) {
        throw new CallstationError('rateLimited', `${MAX_CUSTOMERS} customers are on the line. End some first.`);
      }
      const { from = DEFAULT_FROM, to = entry, skillGroup, visitor } = input;
      const headers = {
        ...(skillGroup === undefined ? {} : { 'X-Skill-Group': skillGroup }),
        ...(visitor === undefined ? {} : { [VISITOR_HEADER]: visitorHeader(visitor) }),
      };
      const said = Object.keys(headers).length === 0 ? {} : { headers };
      return roster.add(place({ from, to, ...said }), script, { direction: 'calling', from, to });
    },
    find: (id) => roster.find(id),
    get: (id) => roster.find(id)?.report(),
    list: () => roster.list().map((customer) => customer.report()),
    end(id) {
      const customer = roster.find(id);
      customer?.hangup();
      return customer !== undefined;
    },
  };
  return { customers, onIncoming: (fn) => void (place = fn) };
}
