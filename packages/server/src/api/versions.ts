import { CallstationError } from '@callstation/core/protocol';
import type { FastifyRequest } from 'fastify';
import { invalid } from './check.ts';

const TAG = /^(?:W\/)?"(\d{1,15})"$/u;

/** An `ETag` of a version. */
export function tagOf(version: number): string {
  return `"${version}"`;
}

/** Which version a change is meant for: that of `If-Match`, `'none'` for `If-None-Match: *`, undefined for any. */
export function versionAsked({ headers }: FastifyRequest): number | 'none' | undefined {
  const { 'if-match': match, 'if-none-match': none } = headers;
  if (none !== undefined) {
    if (none === '*' && match === undefined) return 'none';
    throw invalid([{ field: 'If-None-Match', message: 'must be *, and without If-Match' }]);
  }
  if (match === undefined) return undefined;
  const [, version] = TAG.exec(match.trim()) ?? [];
  if (version === undefined) throw invalid([{ field: 'If-Match', message: 'must be the ETag of an answer, as "3"' }]);
  return Number(version);
}

/** Whether something was refused because somebody else had changed it since that version. */
export function isOutdated(thrown: unknown): thrown is CallstationError {
  if (!(thrown instanceof CallstationError) || thrown.code !== 'invalidState') return false;
  const { data } = thrown;
  return typeof data === 'object' && data !== null && 'version' in data;
}
