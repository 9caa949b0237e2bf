import type { CallstationError } from '@callstation/core';
import type { Id } from '@callstation/core/model';
import { useWorkstationEvent } from '@callstation/react';
import { addCalls, type CallEntry, type ListCalls, NO_CALLS } from 'demo-kit';
import { useCallback, useEffect, useRef, useState } from 'react';

/** A recording is closed a moment after its call. */
const CLOSED_AFTER_MS = 600;

/** What {@link useRecords} gives. */
export interface CallRecords {
  /** Newest first. */
  calls: readonly CallEntry[];
  /** The first page is not there yet, or another one is on its way. */
  loading: boolean;
  /** Why the newest question was not answered. */
  error: CallstationError | null;
  /** There are older ones. */
  hasMore: boolean;
  more: () => void;
  /** Asks for the newest again. */
  refresh: () => void;
}

/** Calls from the centre's records, page by page; the newest are asked for again when a call is over. */
export function useRecords(agent: Id, list: ListCalls): CallRecords {
  const [known, setKnown] = useState(NO_CALLS);
  const [error, setError] = useState<CallstationError | null>(null);
  const [asking, setAsking] = useState(0);
  const shown = useRef(true);
  const ask = useCallback(
    async (after: string | null): Promise<void> => {
      setAsking((count) => count + 1);
      const answer = await list(agent, after).catch((failure: CallstationError) => failure);
      if (!shown.current) return;
      setAsking((count) => count - 1);
      setError('calls' in answer ? null : answer);
      if ('calls' in answer) setKnown((before) => addCalls(before, answer, after));
    },
    [agent, list],
  );
  const refresh = useCallback(() => void ask(null), [ask]);
  useEffect(() => {
    shown.current = true;
    refresh();
    return () => {
      shown.current = false;
    };
  }, [refresh]);
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refreshSoon = (): void => {
    clearTimeout(soon.current);
    soon.current = setTimeout(refresh, CLOSED_AFTER_MS);
  };
  useEffect(() => () => clearTimeout(soon.current), []);
  useWorkstationEvent('sessionEnded', refreshSoon);
  // After-call work is over: its disposition is written down.
  useWorkstationEvent('sessionRemoved', refreshSoon);
  const { calls, next } = known;
  return {
    calls: [...calls.values()].sort((a, b) => b.endedAt - a.endedAt),
    loading: asking > 0,
    error,
    hasMore: typeof next === 'string',
    more: () => {
      if (typeof next === 'string' && asking === 0) void ask(next);
    },
    refresh,
  };
}
