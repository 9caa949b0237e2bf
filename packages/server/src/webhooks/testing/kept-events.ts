import type { Journal } from '../../engine/journal.ts';
import type { StoreWrite } from '../../store/store.ts';
import type { Telling } from '../../store/webhooks.types.ts';

/** What was told, of writes in the order they came. */
export function toldIn(writes: readonly StoreWrite[]): Telling[] {
  return writes.flatMap((write) => {
    if (write.type === 'session') return write.tell ?? [];
    return write.type === 'webhook' ? [write] : [];
  });
}

/** A journal that keeps what it is given. */
export function createListJournal(): Journal & { readonly writes: StoreWrite[] } {
  const writes: StoreWrite[] = [];
  let seq = 0;
  return { writes, put: (write) => void writes.push(structuredClone(write)), nextSeq: () => (seq += 1) };
}
