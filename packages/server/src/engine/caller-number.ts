import type { AgentSnapshot, Id } from '@callstation/core/model';
import { CallstationError, type CallerChoice, type NumberListing, type Params } from '@callstation/core/protocol';
import { readNumber } from '../domain/number-plan.ts';
import type { AppConfig } from './app-config.ts';

/** What is asked for one call. */
type Asked = Pick<Params<'call.dial'>, 'callerNumber' | 'callerPools' | 'skillGroup'>;
/** What the agent chose for all their calls. */
type Chosen = Pick<AgentSnapshot, 'callerNumber' | 'callerPool'>;

/** Which number people who are called see. */
export interface CallerNumbers {
  /** Numbers that app may show, once for each pool they are in. */
  list(app: AppConfig): NumberListing[];
  /** The choice in its canonical form. Throws `forbidden` for a foreign number, `notFound` for an unknown pool. */
  check(app: AppConfig, choice: CallerChoice): CallerChoice;
  /** What is shown where neither the call nor the agent says; null: what the configuration says. */
  setDefault(app: AppConfig, choice: CallerChoice): void;
  /**
   * The number for one call: the call's own, else the next of its pools, else the number of the skill group it names, else
   * the agent's number or pool, else the app's. Throws like {@link CallerNumbers.check}, and then no pool has moved on.
   */
  pick(app: AppConfig, agent: Chosen, asked: Asked): string | undefined;
}

/** Makes the {@link CallerNumbers} of all apps; `keep` is told of every new default. */
export function createCallerNumbers(keep: (app: Id, choice: CallerChoice) => void = () => undefined): CallerNumbers {
  return new NumberTable(keep);
}

/** The numbers an app may show to people it calls, in their one canonical form. */
export function ownNumbers(app: AppConfig): string[] {
  const groups = app.skillGroups.flatMap((group) => [group.callerNumber, ...group.numbers]);
  const pools = (app.numberPools ?? []).flatMap((pool) => pool.numbers);
  const all = [app.callerNumber, ...groups, ...pools].filter((number) => number !== undefined);
  return [...new Set(all.map((number) => canonical(app, number)))];
}

class NumberTable implements CallerNumbers {
  readonly #keep: (app: Id, choice: CallerChoice) => void;
  /** What was chosen for an app at run time. */
  readonly #defaults = new Map<Id, CallerChoice>();
  /** Numbers taken so far, by app and pools. */
  readonly #taken = new Map<string, number>();

  constructor(keep: (app: Id, choice: CallerChoice) => void) {
    this.#keep = keep;
  }

  list(app: AppConfig): NumberListing[] {
    const pools = app.numberPools ?? [];
    const pooled = pools.flatMap(({ id, name, numbers }) =>
      numbers.map((number): NumberListing => ({ number: canonical(app, number), pool: id, poolName: name })),
    );
    const alone = ownNumbers(app).filter((number) => !pooled.some((one) => one.number === number));
    const chosen = this.#default(app);
    const isDefault = ({ number, pool }: NumberListing): boolean =>
      chosen !== null && ('pool' in chosen ? chosen.pool === pool : chosen.number === number);
    const all: NumberListing[] = [...alone.map((number) => ({ number })), ...pooled];
    return all.map((one) => (isDefault(one) ? { ...one, default: true } : one));
  }

  check(app: AppConfig, choice: CallerChoice): CallerChoice {
    if ('pool' in choice) {
      poolOf(app, choice.pool);
      return choice;
    }
    return { number: choice.number === null ? null : own(app, choice.number) };
  }

  setDefault(app: AppConfig, choice: CallerChoice): void {
    const checked = this.check(app, choice);
    if ('number' in checked && checked.number === null) this.#defaults.delete(app.id);
    else this.#defaults.set(app.id, checked);
    this.#keep(app.id, checked);
  }

  pick(app: AppConfig, agent: Chosen, asked: Asked): string | undefined {
    if (asked.callerNumber !== undefined) return own(app, asked.callerNumber);
    if (asked.callerPools !== undefined) return this.#next(app, asked.callerPools);
    const group = app.skillGroups.find(({ id }) => id === asked.skillGroup)?.callerNumber;
    if (group !== undefined) return canonical(app, group);
    if (agent.callerNumber !== undefined) return canonical(app, agent.callerNumber);
    if (agent.callerPool !== undefined) return this.#next(app, [agent.callerPool]);
    const chosen = this.#default(app);
    if (chosen === null) return undefined;
    return 'pool' in chosen ? this.#next(app, [chosen.pool]) : (chosen.number ?? undefined);
  }

  #default(app: AppConfig): CallerChoice | null {
    const chosen = this.#defaults.get(app.id);
    if (chosen !== undefined) return chosen;
    if (app.callerPool !== undefined) return { pool: app.callerPool };
    return app.callerNumber === undefined ? null : { number: canonical(app, app.callerNumber) };
  }

  #next(app: AppConfig, pools: readonly Id[]): string | undefined {
    const numbers = [...new Set(pools.flatMap((pool) => poolOf(app, pool).map((number) => canonical(app, number))))];
    if (numbers.length === 0) return undefined;
    const key = JSON.stringify([app.id, ...pools]);
    const taken = this.#taken.get(key) ?? 0;
    this.#taken.set(key, (taken + 1) % numbers.length);
    return numbers[taken % numbers.length];
  }
}

function poolOf(app: AppConfig, id: Id): readonly string[] {
  const pool = app.numberPools?.find((one) => one.id === id);
  if (pool === undefined) throw new CallstationError('notFound', 'No such pool of numbers.');
  return pool.numbers;
}

function canonical(app: AppConfig, number: string): string {
  return readNumber(number, app.defaultCountry).number;
}

function own(app: AppConfig, text: string): string {
  const number = canonical(app, text);
  if (ownNumbers(app).includes(number)) return number;
  throw new CallstationError('forbidden', 'That caller number is not one of this centre.');
}
