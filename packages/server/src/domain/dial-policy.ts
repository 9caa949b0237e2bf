import type { BlockReason } from '@callstation/core/model';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { DialedNumber } from './number-plan.ts';

/** Which numbers may be called. The longest prefix that fits says more than country and kind; of two equal ones `deny`. */
export interface DialRules {
  /** ISO 3166 alpha-2, or `'*'`; left out: the app's own country. */
  countries?: '*' | readonly string[];
  /** Premium-rate numbers, too. Default false. */
  premium?: boolean;
  /** Prefixes that may be called in any case: `+4420` of long numbers, `955` of short ones. */
  allow?: readonly string[];
  /** Prefixes that may not. */
  deny?: readonly string[];
}

/** Why a number may not be called now. */
export type DialRefusal = Extract<
  BlockReason,
  'foreignNumber' | 'premiumNumber' | 'deniedNumber' | 'tooManyCalls' | 'callsStopped'
>;

/** Why the rules forbid a number; null when they do not. Short numbers are services of the trunk: only `deny` forbids them. */
export function judgeNumber(
  { number, kind }: DialedNumber,
  rules: DialRules,
  defaultCountry: string,
): Exclude<DialRefusal, 'tooManyCalls' | 'callsStopped'> | null {
  const { countries = [defaultCountry], premium = false, allow = [], deny = [] } = rules;
  const allowed = longestOf(allow, number);
  const denied = longestOf(deny, number);
  if (denied > 0 && denied >= allowed) return 'deniedNumber';
  if (allowed > 0 || kind === 'short') return null;
  const known = parsePhoneNumberFromString(number);
  if (!premium && known?.getType() === 'PREMIUM_RATE') return 'premiumNumber';
  // Satellites and the like are of no country: the dearest of all.
  const country = known?.country;
  return countries === '*' || (country !== undefined && countries.includes(country)) ? null : 'foreignNumber';
}

function longestOf(prefixes: readonly string[], number: string): number {
  return prefixes.reduce((most, prefix) => (number.startsWith(prefix) ? Math.max(most, prefix.length) : most), 0);
}
