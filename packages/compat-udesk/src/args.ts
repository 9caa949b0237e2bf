import type { Id } from '@callstation/core';

import { UdeskError } from './envelope.ts';

/** Told of what works here but is not documented. */
export type Warn = (text: string) => void;

const fieldsOf = (given: unknown): Record<string, unknown> =>
  typeof given === 'object' && given !== null ? { ...given } : {};

/** A text, or a number where a text is meant; anything else is refused. Left out and empty: undefined. */
export function asText(value: unknown, name: string, warn: Warn): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) {
    warn(`${name} is documented as a string`);
    return String(value);
  }
  if (typeof value !== 'string') throw new UdeskError('000001', `${name} must be a string.`);
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** A field of an options object, under its name or one of the names it is known by too. */
export function optional(given: unknown, name: string, warn: Warn, others: readonly string[] = []): string | undefined {
  const fields = fieldsOf(given);
  const own = asText(fields[name], name, warn);
  if (own !== undefined) return own;
  for (const other of others) {
    const value = asText(fields[other], name, warn);
    if (value === undefined) continue;
    warn(`${other} is documented as ${name}`);
    return value;
  }
  return undefined;
}

/** As {@link optional}, but has to be there. */
export function required(given: unknown, name: string, warn: Warn, others: readonly string[] = []): string {
  return present(optional(given, name, warn, others), name);
}

/** What has to be there. */
export function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new UdeskError('100001', `${name} is missing.`);
  return value;
}

/** The call that is meant: `CallId`, in any of the spellings the vendor itself has. */
export const callId = (given: unknown, warn: Warn): Id => required(given, 'CallId', warn, ['CallID', 'callId']);
