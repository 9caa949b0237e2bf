/** Whether two pieces of plain data say the same. Keys that hold undefined count as absent. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)));
}

/** `next`, but built from the parts of `previous` that say the same, so that selectors over them see no change. */
export function keepIdentity<T>(previous: T, next: T): T {
  if (Object.is(previous, next)) return next;
  if (same(previous, next)) return previous;
  if (typeof previous !== 'object' || typeof next !== 'object' || previous === null || next === null) return next;
  if (Array.isArray(previous) || Array.isArray(next)) return next;
  const before = new Map(Object.entries(previous));
  const kept = Object.entries(next).map(([key, value]) => [key, keepIdentity(before.get(key), value)]);
  return Object.fromEntries(kept) as T;
}
