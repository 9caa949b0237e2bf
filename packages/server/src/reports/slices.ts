import type { Millis } from '@callstation/core/model';

const PAGE = 1000;
const FIRST_MS = 15 * 60_000;
const LONGEST_MS = 24 * 60 * 60_000;
const SHORTEST_MS = 60_000;

/**
 * Reads rows of an interval by short stretches of time, page by page: the database never sorts more than a stretch, and between
 * two pages everything else has its turn. `after` of the next page is made of the last row.
 */
export async function* inSlices<Row, After>(
  from: Millis,
  to: Millis,
  read: (query: { from: Millis; to: Millis; limit: number; after?: After }) => Promise<Row[]>,
  afterOf: (row: Row) => After,
): AsyncGenerator<Row> {
  let length = FIRST_MS;
  for (let start = from; start < to;) {
    const end = Math.min(to, start + length);
    let rows: Row[] = [];
    let after: { after?: After } = {};
    let count = 0;
    do {
      rows = await read({ from: start, to: end, limit: PAGE, ...after });
      yield* rows;
      const last = rows.at(-1);
      if (last !== undefined) after = { after: afterOf(last) };
      count += rows.length;
      await new Promise((resolve) => setImmediate(resolve));
    } while (rows.length === PAGE);
    start = end;
    if (count < PAGE / 4) length = Math.min(LONGEST_MS, length * 2);
    else if (count > PAGE * 2) length = Math.max(SHORTEST_MS, length / 2);
  }
}
