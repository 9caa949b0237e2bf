import * as v from 'valibot';
import { instant } from './schema-parts.ts';
import { LIMITS } from '@callstation/core/protocol';

const Place = v.strictTuple([instant, v.pipe(v.string(), v.maxLength(LIMITS.idLength))]);

/** Where a page of a list ends, as callers hand it back: nothing to read for them. */
export function cursorOf({ createdAt, id }: { createdAt: number; id: string }): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** A cursor in a query. */
export const queryCursor = v.pipe(
  v.string(),
  v.maxLength(400),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const place = v.safeParse(Place, jsonOf(Buffer.from(dataset.value, 'base64url').toString()));
    if (place.success) return { createdAt: place.output[0], id: place.output[1] };
    addIssue({ message: 'must be a `next` of an answer before' });
    return NEVER;
  }),
);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
