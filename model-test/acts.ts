import fc from 'fast-check';

/** What a far end may do. */
export const FAR = ['ringing', 'early', 'answer', 'answer', 'busy', 'reject', 'hangup', 'lost', 'media'] as const;
/** Orders that may fail once. */
export const ORDERS = ['dial', 'join', 'answer', 'hold', 'unhold', 'gate', 'play', 'leave'] as const;

/** One thing that somebody does. Numbers choose among what exists then, so that shrunken runs still mean something. */
export type Plain =
  | { act: 'verb'; agent: number; tab: number; call: number; verb: number; target: number }
  | { act: 'incoming'; menu: boolean }
  | { act: 'key'; leg: number; key: string }
  | { act: 'dial'; agent: number; target: number }
  | { act: 'far'; leg: number; does: (typeof FAR)[number] };
export type Act =
  | Plain
  | { act: 'pass'; ms: number }
  | { act: 'playedOut' }
  | { act: 'tab'; agent: number; tab: number; does: 'open' | 'close' | 'crash' | 'drop' | 'reload' }
  | { act: 'pageLeg'; leg: number; does: 'mediaLost' | 'networkLost' }
  | { act: 'manners'; manners: 'quick' | 'dumb' | 'deaf' }
  | { act: 'fail'; order: number }
  | { act: 'phone'; agent: number; on: boolean }
  | { act: 'status'; agent: number; idle: boolean }
  | { act: 'scrambled'; first: Plain; second: Plain; seed: number }
  | { act: 'race'; first: Plain; second: Plain }
  | { act: 'repeat'; agent: number }
  | { act: 'illegal'; agent: number; call: number; verb: number };

const some = fc.nat(11);
const agent = fc.nat(2);
const is = <T extends string>(act: T) => fc.constant(act);
const verb = fc.record({ act: is('verb'), agent, tab: some, call: some, verb: fc.nat(99), target: some });
const far = fc.record({ act: is('far'), leg: some, does: fc.constantFrom(...FAR) });
const incoming = fc.record({ act: is('incoming'), menu: fc.boolean() });
const key = fc.record({ act: is('key'), leg: some, key: fc.constantFrom('1', '2', '3', '9', '*') });
const dial = fc.record({ act: is('dial'), agent, target: some });
const plain = fc.oneof(
  { weight: 9, arbitrary: verb },
  { weight: 5, arbitrary: far },
  { weight: 2, arbitrary: incoming },
  { weight: 2, arbitrary: key },
  { weight: 1, arbitrary: dial },
);
const tabDoes = fc.constantFrom('open' as const, 'close', 'crash', 'drop', 'reload');

/** One {@link Act}. */
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 30, arbitrary: plain },
  { weight: 4, arbitrary: fc.record({ act: is('pass'), ms: fc.constantFrom(100, 1000, 5000, 21_000, 31_000) }) },
  { weight: 2, arbitrary: fc.record({ act: is('playedOut') }) },
  { weight: 3, arbitrary: fc.record({ act: is('tab'), agent, tab: some, does: tabDoes }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: is('pageLeg'), leg: some, does: fc.constantFrom('mediaLost', 'networkLost') }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('manners'), manners: fc.constantFrom('quick', 'dumb', 'deaf') }) },
  { weight: 1, arbitrary: fc.record({ act: is('fail'), order: fc.nat(ORDERS.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ act: is('phone'), agent, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: is('status'), agent, idle: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: is('scrambled'), first: plain, second: plain, seed: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ act: is('race'), first: plain, second: plain }) },
  { weight: 1, arbitrary: fc.record({ act: is('repeat'), agent }) },
  { weight: 2, arbitrary: fc.record({ act: is('illegal'), agent, call: some, verb: fc.nat(99) }) },
);

/** A sequence of acts. */
export const acts = fc.array(act, { minLength: 1, maxLength: 30, size: 'max' });
