/** Whether the machine believes it has a network. */
export interface Network {
  online(): boolean;
  subscribe(fn: () => void): () => void;
}
/** Whether the page can be seen. */
export interface Visibility {
  visible(): boolean;
  subscribe(fn: () => void): () => void;
  /** Calls `fn` when the page goes for good: a reload, a closed tab. May be missing where nobody tells. */
  onLeave?(fn: () => void): () => void;
}
/** A small string store that outlives a reload (session storage by default). */
export interface Storage {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
}
