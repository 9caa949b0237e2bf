/** A field that had one value however often it was told. */
export interface ConstantField {
  /** What was told, and the field in it, with the names of objects around it in front: `DisplayInfo.City`. */
  group: string;
  path: string;
  /** As JSON. */
  value: string;
}

/**
 * The fields that are always the same, of things that were told: each with a name, by which they belong together, and its
 * data. A field that is left out now and then counts by its values alone, one that is there and `undefined` has that value. A field told
 * once is constant, too.
 *
 * @example
 * constantFields([['callIn', { sessionId: 'a', serverType: 'staffSeat' }], ['callIn', { sessionId: 'b', serverType: 'staffSeat' }]]);
 * // [{ group: 'callIn', path: 'serverType', value: '"staffSeat"' }]
 */
export function constantFields(told: Iterable<readonly [group: string, data: unknown]>): ConstantField[] {
  const groups = new Map<string, Map<string, Set<string>>>();
  for (const [group, data] of told) {
    const paths = groups.get(group) ?? new Map<string, Set<string>>();
    groups.set(group, paths);
    collect(data, '', paths);
  }
  return [...groups].flatMap(([group, paths]) =>
    [...paths].flatMap(([path, values]) => {
      const [value] = values;
      return values.size === 1 && value !== undefined ? [{ group, path, value }] : [];
    }),
  );
}

/** An object counts whole, and each of its fields, too; a list is one value. */
function collect(value: unknown, path: string, into: Map<string, Set<string>>): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [name, one] of Object.entries(value)) collect(one, path === '' ? name : `${path}.${name}`, into);
    if (path === '') return;
  }
  into.set(path, (into.get(path) ?? new Set()).add(JSON.stringify(value) ?? 'undefined'));
}
