import { busy, declines, echo, menu, ringing, short, unknown } from './magic.ts';
import { phone, phone2, phone3, phone4, phoneShort } from './phones.ts';
import { caller, chooser, impatient, person, quiet, tone } from './people.ts';

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
  chooser,
  phone,
  phone2,
  phone3,
  phone4,
  phoneShort,
} as const;
/** A name of {@link SCENARIOS}. */
export type ScenarioName = keyof typeof SCENARIOS;

/** What the numbers do, like test cards: 1000x are customers, 2000x agents' phones. Every other number is {@link OTHER_NUMBERS}. */
export const MAGIC_NUMBERS: Readonly<Record<string, ScenarioName>> = {
  '10001': 'echo',
  '10002': 'busy',
  '10003': 'ringing',
  '10004': 'declines',
  '10005': 'short',
  '10006': 'unknown',
  '10007': 'menu',
  '20001': 'phone',
  '20002': 'phone2',
  '20003': 'phone3',
  '20004': 'phone4',
  '20005': 'busy',
  '20006': 'ringing',
  '20007': 'declines',
  '20008': 'phoneShort',
};
export const OTHER_NUMBERS: ScenarioName = 'person';
