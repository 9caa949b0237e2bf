/** Time, as a port: tests run on a simulated one and never sleep. */
export interface Clock {
  /** Epoch milliseconds that never run backwards. */
  now(): number;
  /** Calls `fn` once after `ms` milliseconds; returns the cancel. */
  after(ms: number, fn: () => void): () => void;
}
