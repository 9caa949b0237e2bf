import type { CallstationError } from '@callstation/core';
import { useWorkstationEvent } from '@callstation/vue';
import { addCalls, NO_CALLS, type ListCalls } from 'demo-kit';
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref } from 'vue';

import type { CallEntry } from 'demo-kit';

/** A recording is closed a moment after its call. */
const CLOSED_AFTER_MS = 600;

/** What {@link useRecords} gives. */
export interface CallRecords {
  /** Newest first. */
  calls: ComputedRef<readonly CallEntry[]>;
  /** The first page is not there yet, or another one is on its way. */
  loading: ComputedRef<boolean>;
  /** Why the newest question was not answered. */
  error: Readonly<Ref<CallstationError | null>>;
  /** There are older ones. */
  hasMore: ComputedRef<boolean>;
  more: () => void;
  /** Asks for the newest again. */
  refresh: () => void;
}

/** Calls from the centre's records, page by page; the newest are asked for again when a call is over. */
export function useRecords(agent: string, list: ListCalls): CallRecords {
  const known = shallowRef(NO_CALLS);
  const error = shallowRef<CallstationError | null>(null);
  const asking = ref(0);
  let shown = true;
  async function ask(after: string | null): Promise<void> {
    asking.value++;
    const answer = await list(agent, after).catch((failure: CallstationError) => failure);
    if (!shown) return;
    asking.value--;
    error.value = 'calls' in answer ? null : answer;
    if ('calls' in answer) known.value = addCalls(known.value, answer, after);
  }
  const refresh = (): void => void ask(null);
  let soon: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = (): void => {
    clearTimeout(soon);
    soon = setTimeout(refresh, CLOSED_AFTER_MS);
  };
  useWorkstationEvent('sessionEnded', refreshSoon);
  // After-call work is over: its disposition is written down.
  useWorkstationEvent('sessionRemoved', refreshSoon);
  onScopeDispose(() => {
    shown = false;
    clearTimeout(soon);
  });
  refresh();
  return {
    calls: computed(() => [...known.value.calls.values()].sort((a, b) => b.endedAt - a.endedAt)),
    loading: computed(() => asking.value > 0),
    error,
    hasMore: computed(() => typeof known.value.next === 'string'),
    more() {
      const { next } = known.value;
      if (typeof next === 'string' && asking.value === 0) void ask(next);
    },
    refresh,
  };
}
