import { CallstationError } from '@callstation/core/protocol';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** A number as it is dialled: the one canonical form, and which kind of target it is. */
export interface DialedNumber {
  /** E.164 (`+8613800138000`) or, of a short number, its digits. */
  number: string;
  /** `short`: a service, emergency or magic number of the trunk. `external`: anybody in the world. */
  kind: 'short' | 'external';
}

/** Longest text that is looked at. */
const MAX_TEXT = 64;
/** Numbers up to this length are dialled as they are: 10001, 95588, 110. */
const MAX_SHORT = 6;
const SEPARATORS = /[\s().\-/\u00a0\u2010-\u2015\u2212]/gu;

function refuse(text: string): never {
  throw new CallstationError('invalidArgument', text, { data: { field: 'number' } });
}

/** Full-width digits and plus become plain: the one compatibility form that people type by accident. */
function narrow(text: string): string {
  return text.replaceAll(/[\uff10-\uff19\uff0b\uff0a\uff03]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/** Without the `tel:` scheme and its parameters (RFC 3966); a `;phone-context=+86` is kept as the prefix. */
function withoutScheme(text: string): string {
  if (!/^tel:/iu.test(text)) return text;
  const [subscriber = '', ...parameters] = text.slice(4).split(';');
  const context = parameters.find((p) => /^phone-context=\+/iu.test(p))?.slice('phone-context='.length);
  return context !== undefined && !subscriber.startsWith('+') ? `${context}${subscriber}` : subscriber;
}

/**
 * Reads what somebody typed as a number to dial. Throws `invalidArgument` on anything else: empty, control characters,
 * letters, digits of other scripts, more than 64 characters, too few or too many digits.
 *
 * @example
 * readNumber('138 0013 8000', 'CN'); // { number: '+8613800138000', kind: 'external' }
 * readNumber('10001', 'CN'); // { number: '10001', kind: 'short' }
 */
export function readNumber(text: unknown, defaultCountry: string): DialedNumber {
  if (typeof text !== 'string') refuse('The number must be text.');
  if (text.length > MAX_TEXT) refuse(`The number is longer than ${MAX_TEXT} characters.`);
  // Checked before trimming: a CRLF at the end is an attack on somebody's header, not a slip.
  if (/\p{Cc}|\p{Cf}|\u2028|\u2029/u.test(text)) refuse('The number contains control characters.');
  const digits = withoutScheme(narrow(text).trim()).replaceAll(SEPARATORS, '');
  if (digits === '') refuse('The number is empty.');
  if (!/^\+?[0-9*#]+$/u.test(digits)) refuse('The number may contain only digits, +, *, # and separators.');
  if (/^[0-9*#]+$/u.test(digits) && digits.length <= MAX_SHORT) return { number: digits, kind: 'short' };
  if (/[*#]/u.test(digits)) refuse('Only short numbers may contain * and #.');
  return { number: toE164(digits, defaultCountry), kind: 'external' };
}

function toE164(digits: string, defaultCountry: string): string {
  const international = digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
  let parsed: ReturnType<typeof parsePhoneNumberFromString>;
  try {
    parsed = parsePhoneNumberFromString(international, defaultCountry as CountryCode);
  } catch (cause) {
    throw new CallstationError('invalidArgument', 'The number could not be read.', { cause });
  }
  if (parsed === undefined || !parsed.isPossible()) refuse('That is not a possible phone number.');
  return parsed.number;
}

/** A caller's number for display: E.164 when it can be read, else its harmless characters; never throws. */
export function showNumber(text: string, defaultCountry: string): string {
  try {
    return readNumber(text, defaultCountry).number;
  } catch {
    const plain = text
      .slice(0, 4 * MAX_TEXT)
      .replaceAll(/[^+0-9A-Za-z*#._@-]/gu, '')
      .slice(0, MAX_TEXT);
    return plain === '' ? 'anonymous' : plain;
  }
}
