import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';

const MOST_ISSUES = 10;

/**
 * What a schema makes of something from outside. Throws `invalidArgument` that names the field and what is expected there,
 * never the value: all of it as `data.issues`.
 */
export function check<S extends v.GenericSchema>(schema: S, value: unknown, where: string): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issues = result.issues.slice(0, MOST_ISSUES).map((issue) => ({
    field: [where, v.getDotPath(issue)].filter(Boolean).join('.').slice(0, 200),
    message: whatIsWrong(issue),
  }));
  throw invalid(issues);
}

/** A refusal of fields, the first of them in the message. */
export function invalid(issues: readonly { field: string; message: string }[]): CallstationError {
  const [first] = issues;
  const text = first === undefined ? undefined : `${first.field}: ${first.message}.`;
  return new CallstationError('invalidArgument', text, { data: { issues } });
}

function whatIsWrong(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object') return issue.expected === 'never' ? 'is not known here' : 'is missing';
  // Messages of ours say what is wanted; the library's own repeat what was received.
  if (issue.kind !== 'schema' && !issue.message.startsWith('Invalid ')) return issue.message;
  return issue.expected === null ? 'is not valid' : `must be ${issue.expected}`;
}
