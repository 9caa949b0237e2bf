import { stringify } from 'csv-stringify/sync';

/** A value of a cell. Numbers are written as they are. */
export type Cell = string | number | null;

/**
 * A table as CSV (RFC 4180, with a line of names): a text that a spreadsheet would take for a formula begins with `'`, for
 * names and reasons come from people.
 */
export function toCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Record<Column, Cell>[],
): string {
  return stringify([columns, ...rows.map((row) => columns.map((column) => row[column]))], {
    escape_formulas: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  });
}
