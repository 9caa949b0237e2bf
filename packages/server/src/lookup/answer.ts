import * as v from 'valibot';
import type { LookUpAnswer } from '../engine/look-up.ts';
import { plainText } from '../engine/plain-text.ts';

const line = (most: number) => v.pipe(v.string(), v.maxLength(most), v.transform(plainText));
const id = v.pipe(v.string(), v.regex(/^[\w.@-]{1,64}$/u));

/** More than this of `data`, as JSON, is refused. */
const MOST_DATA = 4096;

const answer = v.object({
  name: v.optional(v.nullable(line(100))),
  priority: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(-100), v.maxValue(100)))),
  agent: v.optional(v.nullable(id)),
  skillGroup: v.optional(v.nullable(id)),
  remark: v.optional(v.nullable(line(256))),
  data: v.optional(
    v.nullable(
      v.pipe(
        v.custom<object>((data) => typeof data === 'object' && data !== null && !Array.isArray(data)),
        v.transform((data) => JSON.stringify(data)),
        v.maxLength(MOST_DATA),
      ),
    ),
  ),
});

/** What a body says of a call; null where it is not an answer. What is not known here is passed over. */
export function readAnswer(body: string): LookUpAnswer | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  // To the library a list is an object, too.
  if (Array.isArray(value)) return null;
  const read = v.safeParse(answer, value);
  if (!read.success) return null;
  const { name, priority, agent, skillGroup, remark, data } = read.output;
  return {
    ...(name ? { name } : {}),
    ...(priority === null || priority === undefined ? {} : { priority }),
    ...(agent ? { agent } : {}),
    ...(skillGroup ? { skillGroup } : {}),
    ...(remark ? { remark } : {}),
    ...(data ? { data } : {}),
  };
}
