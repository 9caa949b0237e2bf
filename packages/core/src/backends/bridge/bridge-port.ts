/**
 * The way between the two halves, each of which has its end. It carries texts; what it loses, delays, repeats or turns
 * around is noticed and made good. `post` may throw where nobody is on the other side.
 */
export interface BridgePort {
  post(message: string): void;
  /** Calls `fn` with every text of the other side; returns the stop. Texts of others may come, too. */
  onMessage(fn: (message: string) => void): () => void;
}
