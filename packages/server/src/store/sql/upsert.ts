import { sql, type RawBuilder } from 'kysely';

/** The `set` of an upsert: every column but the key's is what the refused row had. */
export function fromExcluded<Row extends object>(row: Row, key: readonly string[]): Record<string, RawBuilder<never>> {
  const columns = Object.keys(row).filter((column) => !key.includes(column));
  return Object.fromEntries(columns.map((column) => [column, sql<never>`${sql.ref(`excluded.${column}`)}`]));
}

/** The last of each key, in the order of the last: one statement may not write a row twice. */
export function lastOfEach<Row>(rows: readonly Row[], keyOf: (row: Row) => readonly unknown[]): Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    last.delete(key);
    last.set(key, row);
  }
  return [...last.values()];
}
