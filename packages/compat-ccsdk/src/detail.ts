/**
 * What `event.detail` is: a list of one. The document also reads the fields of that one from the list itself, so they are
 * there too.
 */
export type Detail<Payload> = [Payload] & (Payload extends object ? Payload : unknown);

/** Makes it. */
export function detailOf<Payload extends number | object>(payload: Payload): Detail<Payload> {
  const list: [Payload] = [payload];
  // Fields beside an element; the type says what Object.assign did.
  return Object.assign(list, typeof payload === 'object' ? payload : {}) as Detail<Payload>;
}
