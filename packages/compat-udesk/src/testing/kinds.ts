import { FLAGS } from '../authority.ts';
import type { Kind } from './table.ts';

const PARTY: Kind = { fields: { Number: 'string', TelNumber: 'string', City: 'string' } };
const AUTHORITY: Kind = { fields: Object.fromEntries(FLAGS.map((flag) => [flag, 'boolean' as const])) };

/** Where a value is not of that kind: paths, with what is there. */
export function misfits(value: unknown, kind: Kind, path = 'Data'): string[] {
  if (kind === 'party') return misfits(value, PARTY, path);
  if (kind === 'authority') return misfits(value, AUTHORITY, path);
  if (typeof kind === 'string') {
    const is = value === null ? 'null' : typeof value;
    return kind.split(' | ').includes(is) ? [] : [`${path} is ${is}, not ${kind}`];
  }
  if ('list' in kind) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((one, at) => misfits(one, kind.list, `${path}[${at}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  const fields: Record<string, unknown> = { ...value };
  return Object.entries(kind.fields).flatMap(([name, of]) =>
    name in fields ? misfits(fields[name], of, `${path}.${name}`) : [`${path}.${name} is missing`],
  );
}
