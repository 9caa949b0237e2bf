// Independent pieces of work side by side, as many as this machine has cores.
import { availableParallelism } from 'node:os';

/**
 * Does `work` for each item, a few at a time, and resolves once all are done, with the results in the items' order.
 * The first failure is thrown after those under way have ended; what had not begun is left.
 *
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {(item: Item) => Promise<Result>} work
 * @returns {Promise<Result[]>}
 */
export async function several(items, work) {
  /** @type {Result[]} */
  const results = [];
  /** @type {unknown[]} */
  const failures = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length && failures.length === 0) {
      const at = next++;
      const item = /** @type {Item} */ (items[at]);
      try {
        results[at] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
