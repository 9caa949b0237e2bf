import { LIMITS } from '@callstation/core/protocol';
import * as v from 'valibot';

/** An id that somebody gives us to look up. */
export const anId = v.pipe(
  v.string(),
  v.regex(/^[\w.@:-]+$/u, 'must be letters, digits, . _ @ : -'),
  v.maxLength(LIMITS.idLength),
);

/** `/:id` */
export const IdParams = v.strictObject({ id: anId });

/** A line of text. */
export const line = (max: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(max), v.regex(/^[^\u0000-\u001f\u007f]*$/u, 'must be one line'));

/** A phone number to look for. */
export const aNumber = v.pipe(v.string(), v.regex(/^\+?[0-9*#]{1,32}$/u, 'must be digits, with + in front if need be'));

/** An instant in answers: epoch milliseconds. */
export const instant = v.pipe(v.number(), v.safeInteger());
/** A length of time in answers, milliseconds; a count. */
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

/** An instant in a query: epoch milliseconds, or ISO 8601 with a zone; a date alone begins at midnight UTC. */
export const queryInstant = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check(
    (text) => /^\d{1,15}$/u.test(text) || (ISO.test(text) && !Number.isNaN(Date.parse(text))),
    'must be epoch milliseconds or ISO 8601, as 2026-01-31T08:00:00Z',
  ),
  v.transform((text) => (/^\d+$/u.test(text) ? Number(text) : Date.parse(text))),
);

/** A number in a query. */
export const queryCount = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/u, 'must be a whole number'),
    v.transform(Number),
    v.minValue(1, 'must be at least 1'),
    v.maxValue(most, `must be at most ${most}`),
  );

/** `true` or `false` in a query. */
export const queryFlag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((text) => text === 'true'),
);
