/** The p-quantile (0 to 1) of numbers, nearest rank. */
export function quantile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) throw new Error('Nothing was measured.');
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))];
}

/** One result line. */
export const result = (key, value, n) => ({ key, value, n });

/** A line for the log, so that a surprising quantile can be understood. */
export function spread(name, values) {
  const at = (p) => Math.round(quantile(values, p));
  return `  ${name}: n=${values.length} min ${at(0)} p50 ${at(0.5)} p95 ${at(0.95)} max ${at(1)} ms\n`;
}
