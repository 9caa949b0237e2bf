import type { StoreWrite } from '../store.ts';

/** What the writing thread is asked. */
export type WriterAsked = { id: number; writes: readonly StoreWrite[] } | { close: true };

/** What it answers: done, or why not. */
export interface WriterSaid {
  id: number;
  error?: { name: string; message: string; code?: string };
}
