import type { Party, SessionContext } from '@callstation/core/model';
import type { AppConfig } from './app-config.ts';

/** Digits that are hidden of a long number, before its last four. */
const HIDDEN = 4;
/** Digits that stay readable at the end of a long number. */
const READABLE = 4;
/** Of a shorter number only the last two stay readable. */
const LONG = 8;

/**
 * A number as agents see it whose app keeps numbers from them.
 *
 * @example
 * maskedNumber('+8613800138000'); // '+86138****8000'
 */
export function maskedNumber(number: string): string {
  const readable = readableOf(number);
  const hidden = number.length >= LONG ? Math.max(HIDDEN, number.length - READABLE - 6) : number.length - 2;
  const from = Math.max(0, number.length - readable - hidden);
  return number.slice(0, from) + '*'.repeat(Math.max(0, number.length - readable - from)) + number.slice(-readable);
}

/**
 * A number as somebody sees it who has no say in its call: the last four digits, of a shorter number two, of two none.
 *
 * @example
 * numberEnding('+8613800138000'); // '**********8000'
 */
export function numberEnding(number: string): string {
  const hidden = number.length - readableOf(number);
  return hidden > 0 ? '*'.repeat(hidden) + number.slice(hidden) : '*'.repeat(number.length);
}

/** How many stay readable at the end. */
const readableOf = (number: string): number => (number.length >= LONG ? READABLE : 2);

/** What an app keeps from its agents' pages. */
export interface NumberMask {
  /** The number with stars where it is to be kept; else as it is. */
  number(number: string): string;
  party<P extends Pick<Party, 'number' | 'masked' | 'role'>>(party: P): P;
  context<C extends Partial<SessionContext>>(context: C): C;
}

/** The mask for one session, by how it began; null: nothing is kept. */
export function maskOf(
  { numberMask }: Pick<AppConfig, 'numberMask'>,
  context: Partial<SessionContext>,
): NumberMask | null {
  const { caller = false, callee = false } = numberMask ?? {};
  if (!caller && !callee) return null;
  const { flow, callerNumber, calleeNumber } = context;
  const from = flow === 'in' ? callerNumber : undefined;
  const masks = (number: string): boolean => (number === from ? caller : callee);
  const number = (one: string): string => (masks(one) ? maskedNumber(one) : one);
  return {
    number,
    party: (party) =>
      party.number === undefined || party.role !== 'customer' || !masks(party.number)
        ? party
        : { ...party, number: number(party.number), masked: true },
    context: (said) => ({
      ...said,
      // The other one is the centre's own.
      ...(flow === 'in'
        ? callerNumber === undefined
          ? {}
          : { callerNumber: number(callerNumber) }
        : calleeNumber === undefined
          ? {}
          : { calleeNumber: number(calleeNumber) }),
    }),
  };
}
