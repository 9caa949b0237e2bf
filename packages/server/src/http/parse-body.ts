import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';

/** A checked body. Throws `invalidArgument` that names the place, never the value. */
export function parseBody<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = Array.isArray(body) ? null : v.safeParse(schema, body ?? {});
  if (result?.success) return result.output;
  const issue = result?.issues[0];
  const where = (issue && v.getDotPath(issue)) ?? 'body';
  throw new CallstationError('invalidArgument', `An argument is missing or malformed: ${where.slice(0, 100)}.`);
}
