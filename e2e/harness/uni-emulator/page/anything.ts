/** What of a phone nobody looks at here: takes every call and has every member, and does nothing. */
export const anything: object = new Proxy(() => undefined, {
  // It is no promise, and reads as an empty text.
  get: (_, name) => (name === 'then' ? undefined : name === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
});

/** The same with some members that are real. */
export function anythingBut<Real extends object>(real: Real): Real {
  return new Proxy(real, { get: (_, name) => (name in real ? Reflect.get(real, name) : anything) });
}
