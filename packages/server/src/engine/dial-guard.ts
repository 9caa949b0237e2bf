import type { Id, Millis } from '@callstation/core/model';
import type { Clock, Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import { judgeNumber, type DialRefusal } from '../domain/dial-policy.ts';
import type { DialedNumber } from '../domain/number-plan.ts';
import type { SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import type { AppConfig } from './app-config.ts';
import type { DialPast } from './dial-history.ts';
import { createDialRanges } from './dial-ranges.ts';

const TEXTS: Record<DialRefusal, string> = {
  foreignNumber: 'Calls to that country are not allowed. See dialling.countries in the configuration.',
  premiumNumber: 'Calls to premium-rate numbers are not allowed. See dialling.premium in the configuration.',
  deniedNumber: 'Calls to that number are not allowed. See dialling.deny in the configuration.',
  tooManyCalls: 'Too many calls like this one in a short time. Wait a minute.',
  callsStopped: 'Outgoing calls of this centre were stopped by its operator.',
};
/** How long after its last cause an alarm lasts. Milliseconds. */
const ALARM_MS = 600_000;
const MINUTE_MS = 60_000;
const USUAL_PER_MINUTE = 30;
const MOST_LEGS = 10_000;

/** What an operator is to look at: somebody may be running up the bill. */
export interface DialAlarm {
  app: Id;
  /** `many`: more calls than a range of numbers is allowed; `short`: nearly all of its calls end after seconds. */
  why: 'many' | 'short';
  /** What the numbers have in common. */
  range: string;
  since: Millis;
}

/** How calls to the outside are doing. */
export interface DialHealth {
  /** Apps whose calls to the outside were stopped. */
  stopped: Id[];
  /** Of the last ten minutes. */
  alarms: DialAlarm[];
  /** Refusals since the start, by reason. */
  refused: Partial<Record<DialRefusal, number>>;
}

/** Who may be called, and how often. Every refusal is `policyBlocked` with its reason, and counted. */
export interface DialGuard {
  /** Refuses a number that the app's rules forbid, or that cannot be called just now. */
  assert(app: AppConfig, number: DialedNumber): void;
  /** As {@link DialGuard.assert}, for a call of an agent, whose share it takes. */
  take(app: AppConfig, agent: Id, number: DialedNumber): void;
  /** Sees every order of a conversation before the switch does; throws at one that calls what may not be called now. */
  order(app: AppConfig, order: SwitchOrder): void;
  heard(event: SwitchEvent): void;
  /** Stops an app's calls to the outside at once, or lets them again. Calls that are going on stay. */
  stop(app: Id, stopped: boolean): void;
  health(): DialHealth;
  /** Counts what was called before this process, the oldest first. */
  recall(app: Id, past: readonly DialPast[]): void;
}

/** Makes the {@link DialGuard} of all apps. What it has counted is in the records, see {@link DialGuard.recall}. */
export function createDialGuard(options: { clock: Clock; logger: Logger }): DialGuard {
  return new Guard(options);
}

/** Emergency and service numbers of three digits are called whatever happens. */
const isVital = ({ kind, number }: DialedNumber): boolean => kind === 'short' && /^[0-9]{3}$/u.test(number);

class Guard implements DialGuard {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #ranges;
  readonly #stopped = new Set<Id>();
  readonly #refused: DialHealth['refused'] = {};
  readonly #alarms = new Map<string, DialAlarm & { last: Millis }>();
  /** When each agent called somebody, within the last minute. */
  readonly #shares = new Map<string, Millis[]>();
  readonly #legs = new Map<Id, { app: Id; range: string; answeredAt: Millis | null }>();

  constructor({ clock, logger }: { clock: Clock; logger: Logger }) {
    this.#clock = clock;
    this.#logger = logger;
    this.#ranges = createDialRanges(clock);
  }

  assert(app: AppConfig, number: DialedNumber): void {
    const refused = judgeNumber(number, app.dialling ?? {}, app.defaultCountry);
    if (refused !== null) this.#refuse(app.id, refused);
    this.#assertNow(app, number);
  }

  take(app: AppConfig, agent: Id, number: DialedNumber): void {
    this.assert(app, number);
    if (number.kind === 'short') return;
    const share = this.#share(app.id, agent);
    if (share.length >= (app.dialling?.perAgentPerMinute ?? USUAL_PER_MINUTE)) this.#refuse(app.id, 'tooManyCalls');
    share.push(this.#clock.now());
  }

  order(app: AppConfig, order: SwitchOrder): void {
    if (order[0] === 'dial' && 'trunk' in order[2]) this.#place(app, order[1], order[2].number);
    if (order[0] === 'hangup') this.#over(order[1], this.#clock.now());
  }

  heard(event: SwitchEvent): void {
    if (event.type === 'ended') return this.#over(event.leg, event.at);
    const leg = event.type === 'answered' ? this.#legs.get(event.leg) : undefined;
    if (leg !== undefined) leg.answeredAt ??= event.at;
  }

  #place(app: AppConfig, leg: Id, text: string): void {
    const number: DialedNumber = { number: text, kind: text.startsWith('+') ? 'external' : 'short' };
    this.#assertNow(app, number);
    if (number.kind === 'short') return;
    const range = this.#ranges.of(number.number);
    this.#ranges.placed(keyOf(app.id, range));
    // A leg that never came up is not told of.
    for (const [old] of this.#legs) if (this.#legs.size >= MOST_LEGS) this.#legs.delete(old);
    this.#legs.set(leg, { app: app.id, range, answeredAt: null });
  }

  #over(id: Id, at: Millis): void {
    const leg = this.#legs.get(id);
    this.#legs.delete(id);
    if (leg === undefined || leg.answeredAt === null) return;
    const held = this.#ranges.ended(keyOf(leg.app, leg.range), at - leg.answeredAt);
    if (held) this.#alarm({ app: leg.app, why: 'short', range: leg.range });
  }

  stop(app: Id, stopped: boolean): void {
    if (stopped) this.#stopped.add(app);
    else this.#stopped.delete(app);
    this.#logger.warn(stopped ? 'outgoing calls are stopped' : 'outgoing calls are let again', { app });
  }

  health(): DialHealth {
    const since = this.#clock.now() - ALARM_MS;
    for (const [key, { last }] of this.#alarms) if (last <= since) this.#alarms.delete(key);
    const alarms = [...this.#alarms.values()].map(({ last: _last, ...alarm }) => alarm);
    return { stopped: [...this.#stopped], alarms, refused: { ...this.#refused } };
  }

  recall(app: Id, past: readonly DialPast[]): void {
    for (const one of past) {
      const range = this.#ranges.of(one.number);
      const key = keyOf(app, range);
      if (one.type === 'placed') {
        this.#ranges.placed(key, one.at);
        if (one.agent !== null && one.at > this.#clock.now() - MINUTE_MS) this.#share(app, one.agent).push(one.at);
      } else if (this.#ranges.ended(key, one.ms, one.at)) this.#alarm({ app, why: 'short', range }, one.at);
    }
  }

  /** When that agent called somebody, within the last minute. */
  #share(app: Id, agent: Id): Millis[] {
    const key = keyOf(app, agent);
    const since = this.#clock.now() - MINUTE_MS;
    const share = (this.#shares.get(key) ?? []).filter((at) => at > since);
    this.#shares.set(key, share);
    return share;
  }

  /** What may change from one minute to the next. */
  #assertNow(app: AppConfig, number: DialedNumber): void {
    if (isVital(number)) return;
    if (this.#stopped.has(app.id)) this.#refuse(app.id, 'callsStopped');
    if (number.kind === 'short') return;
    const range = this.#ranges.of(number.number);
    if (!this.#ranges.full(keyOf(app.id, range), app.dialling?.perRangePerMinute ?? USUAL_PER_MINUTE)) return;
    this.#alarm({ app: app.id, why: 'many', range });
    this.#refuse(app.id, 'tooManyCalls');
  }

  #refuse(app: Id, reason: DialRefusal): never {
    this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
    this.#logger.info('a number was not called', { app, reason });
    throw new CallstationError('policyBlocked', TEXTS[reason], { data: { reason } });
  }

  #alarm({ app, why, range }: Omit<DialAlarm, 'since'>, now: Millis = this.#clock.now()): void {
    const key = keyOf(app, range);
    const known = this.#alarms.get(key);
    if (known !== undefined && now - known.last < ALARM_MS) return void (known.last = now);
    this.#alarms.set(key, { app, why, range, since: now, last: now });
    this.#logger.error('calls to one range of numbers are held back: is somebody running up the bill?', {
      ...{ app, why, range },
    });
  }
}

const keyOf = (app: Id, of: string): string => JSON.stringify([app, of]);
