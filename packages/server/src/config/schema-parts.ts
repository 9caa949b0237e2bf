import * as v from 'valibot';

/** An id that people write by hand. */
export const id = v.pipe(v.string(), v.regex(/^[\w.@-]{1,64}$/u, 'must be 1 to 64 letters, digits, . _ @ -'));
/** What something is called. */
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** A phone number. */
export const number = v.pipe(v.string(), v.regex(/^\+?[0-9]{1,20}$/u, 'must be digits, with + in front if need be'));

/** What has no name goes by its id. */
export function withName<T extends { id: string; name?: string }>(one: T): T & { name: string } {
  return { ...one, name: one.name ?? one.id };
}
