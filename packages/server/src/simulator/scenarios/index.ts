import { busy, declines, echo, menu, ringing, short, unknown } from './magic.ts';
import { caller, impatient, person, quiet, tone } from './people.ts';

/** Scenarios by name, for `scenario: 'impatient'`. */
export const SCENARIOS = {
  echo,
  busy,
  ringing,
  declines,
  short,
  unknown,
  menu,
  person,
  caller,
  tone,
  quiet,
  impatient,
} as const;
/** A name of {@link SCENARIOS}. */
export type ScenarioName = keyof typeof SCENARIOS;

/** What the numbers do, like test cards. Every other number is {@link OTHER_NUMBERS}. */
export const MAGIC_NUMBERS: Readonly<Record<string, ScenarioName>> = {
  '10001': 'echo',
  '10002': 'busy',
  '10003': 'ringing',
  '10004': 'declines',
  '10005': 'short',
  '10006': 'unknown',
  '10007': 'menu',
};
export const OTHER_NUMBERS: ScenarioName = 'person';
