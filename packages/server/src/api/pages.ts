import { LIMITS } from '@callstation/core/protocol';
import * as v from 'valibot';
import { queryCount } from './schema-parts.ts';

/** The query of a list by id. */
export const PageQuery = v.strictObject({
  limit: v.exactOptional(queryCount(1000), '200'),
  after: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.idLength))),
});

/** The page of a list that comes after an id, in the order of ids, and where the next one begins. */
export function pageOf<T>(
  all: readonly T[],
  idOf: (one: T) => string,
  { limit, after }: v.InferOutput<typeof PageQuery>,
): { page: T[]; next: string | null } {
  const sorted = all.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const rest = after === undefined ? sorted : sorted.filter((one) => idOf(one) > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { page, next: last !== undefined && rest.length > page.length ? idOf(last) : null };
}
