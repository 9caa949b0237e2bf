import fc from 'fast-check';

/** What a far end may do. */
export const FAR = ['ringing', 'early', 'answer', 'answer', 'busy', 'reject', 'hangup', 'lost', 'media'] as const;
/** Orders that may fail once. */
export const ORDERS = [
  'dial',
  'join',
  'answer',
  'hold',
  'unhold',
  'gate',
  'play',
  'leave',
  'supervise',
  'record',
  'pauseRecord',
] as const;
/** Numbers a customer may call. */
export const LINES = ['support', 'support', 'menu', 'rescue', 'desk'] as const;
/** What a supervisor may do. */
export const SUPERVISES = [
  ...(['listen', 'listen', 'listen', 'whisper', 'whisper', 'barge', 'barge', 'intercept', 'stop'] as const),
  ...(['setAgentStatus', 'logoutAgent'] as const),
] as const;

/** One thing that somebody does. Numbers choose among what exists then, so that shrunken runs still mean something. */
export type Plain =
  | { act: 'verb'; agent: number; tab: number; call: number; verb: number; target: number }
  | { act: 'incoming'; line: (typeof LINES)[number] }
  | { act: 'key'; leg: number; key: string }
  | { act: 'dial'; agent: number; target: number }
  | { act: 'far'; leg: number; does: (typeof FAR)[number] }
  | { act: 'supervise'; who: number; agent: number; call: number; does: (typeof SUPERVISES)[number] };
export type Act =
  | Plain
  | { act: 'pass'; ms: number }
  | { act: 'playedOut' }
  | { act: 'talk' }
  | { act: 'tab'; agent: number; tab: number; does: 'open' | 'close' | 'crash' | 'drop' | 'reload' }
  | { act: 'pageLeg'; leg: number; does: 'mediaLost' | 'networkLost' }
  | { act: 'manners'; manners: 'quick' | 'dumb' | 'deaf' }
  | { act: 'rights'; who: number; has: boolean }
  | { act: 'tapeFails'; tape: number }
  | { act: 'fail'; order: number }
  | { act: 'phone'; agent: number; on: boolean }
  | { act: 'status'; agent: number; idle: boolean }
  | { act: 'scrambled'; first: Plain; second: Plain; seed: number }
  | { act: 'race'; first: Plain; second: Plain }
  | { act: 'repeat'; agent: number }
  | { act: 'illegal'; agent: number; call: number; verb: number };

const some = fc.nat(11);
const agent = fc.nat(2);
/** Agents, and now and then a supervisor. */
const person = fc.oneof({ weight: 7, arbitrary: agent }, { weight: 2, arbitrary: fc.integer({ min: 3, max: 4 }) });
const is = <T extends string>(act: T) => fc.constant(act);
const verb = fc.record({ act: is('verb'), agent: person, tab: some, call: some, verb: fc.nat(99), target: some });
const far = fc.record({ act: is('far'), leg: some, does: fc.constantFrom(...FAR) });
const incoming = fc.record({ act: is('incoming'), line: fc.constantFrom(...LINES) });
const key = fc.record({ act: is('key'), leg: some, key: fc.constantFrom('1', '2', '3', '9', '*') });
const dial = fc.record({ act: is('dial'), agent, target: some });
const supervise = fc.record({
  ...{ act: is('supervise'), who: fc.nat(2), agent: person, call: some },
  does: fc.constantFrom(...SUPERVISES),
});
const plain = fc.oneof(
  { weight: 9, arbitrary: verb },
  { weight: 5, arbitrary: far },
  { weight: 2, arbitrary: incoming },
  { weight: 2, arbitrary: key },
  { weight: 1, arbitrary: dial },
  { weight: 5, arbitrary: supervise },
);
const tabDoes = fc.constantFrom('open' as const, 'close', 'crash', 'drop', 'reload');

/** One {@link Act}. */
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 30, arbitrary: plain },
  { weight: 4, arbitrary: fc.record({ act: is('pass'), ms: fc.constantFrom(100, 1000, 5000, 21_000, 31_000) }) },
  { weight: 2, arbitrary: fc.record({ act: is('playedOut') }) },
  { weight: 3, arbitrary: fc.record({ act: is('talk') }) },
  { weight: 3, arbitrary: fc.record({ act: is('tab'), agent: person, tab: some, does: tabDoes }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: is('pageLeg'), leg: some, does: fc.constantFrom('mediaLost', 'networkLost') }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('manners'), manners: fc.constantFrom('quick', 'dumb', 'deaf') }) },
  { weight: 1, arbitrary: fc.record({ act: is('rights'), who: fc.nat(1), has: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: is('tapeFails'), tape: some }) },
  { weight: 1, arbitrary: fc.record({ act: is('fail'), order: fc.nat(ORDERS.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ act: is('phone'), agent, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: is('status'), agent, idle: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: is('scrambled'), first: plain, second: plain, seed: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ act: is('race'), first: plain, second: plain }) },
  { weight: 1, arbitrary: fc.record({ act: is('repeat'), agent }) },
  { weight: 2, arbitrary: fc.record({ act: is('illegal'), agent: person, call: some, verb: fc.nat(99) }) },
);

/** A sequence of acts. */
export const acts = fc.array(act, { minLength: 1, maxLength: 30, size: 'max' });
