/** Digits that stay readable of a number. */
const READABLE = 3;
/** Fields that hold what a person is called. */
const NAMES = new Set(['name', 'agentName', 'displayName', 'callerName', 'customerName']);

/**
 * A number somebody dialled or called from: written in full with a `+`, as a user of a SIP address, or as digits that stand
 * alone. What is part of a word, an address, a time or a fraction is none.
 */
const NUMBER = /\+\d[\d\s().-]{3,}\d|(?<=\b(?:sips?|tel):|%2B)\d{5,}|(?<![\w.:+-])\d{5,}(?![\w:]|[.-]\d)/gu;

/**
 * A text in which no number stands in full: `+8613800138000` becomes `***********000`.
 *
 * @example
 * maskNumbers('PUT /dev/numbers/10003'); // 'PUT /dev/numbers/**003'
 */
export function maskNumbers(text: string): string {
  return text.replaceAll(NUMBER, (number) => '*'.repeat(number.length - READABLE) + number.slice(-READABLE));
}

/** A value as it may stand in a log: numbers masked, and names down to the first letter. */
export function maskValue(key: string, value: string): string {
  if (NAMES.has(key) && value !== '') return `${[...value][0] ?? ''}…`;
  return maskNumbers(value);
}
