// Named steps: each says that it starts, and how long it took.

/** A step that did not do what it had to; its message is for people. */
export class StepError extends Error {}

/** @param {number} since */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs one step. A step fails by an exit code other than 0, or by throwing.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const since = Date.now();
  console.log(`[${name}] …`);
  try {
    const result = await work();
    if (typeof result === 'number' && result !== 0) throw new StepError(`it ended with code ${result}`);
    console.log(`[${name}] done in ${seconds(since)}`);
    return result;
  } catch (error) {
    const reason = error instanceof StepError ? error.message : error instanceof Error ? error.stack : String(error);
    throw new StepError(`FAILED at [${name}] after ${seconds(since)}: ${reason}`);
  }
}
