const frozen = new WeakSet<object>();

/** Freezes plain data through and through. Stops at what it froze before: such parts are shared with older snapshots. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value;
  frozen.add(value);
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
