import type { CallstationError } from '@callstation/core';
import type { Id } from '@callstation/core/model';
import { useWorkstationEvent } from '@callstation/react';
import { useCallback, useEffect, useRef, useState } from 'react';

import type { CallEntry, ListCalls } from './records-api.ts';

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

interface Answers {
  calls: ReadonlyMap<Id, CallEntry>;
  /** Where the oldest page ends; undefined before there is one. */
  next?: string | null;
  error: CallstationError | null;
}

/** Calls from the centre's records, page by page; the newest are asked for again when a call is over. */
export function useRecords(agent: Id, list: ListCalls): CallRecords {
  const [{ calls, next, error }, setAnswers] = useState<Answers>({ calls: new Map(), error: null });
  const [asking, setAsking] = useState(0);
  const shown = useRef(true);
  const ask = useCallback(
    async (after: string | null): Promise<void> => {
      setAsking((count) => count + 1);
      const answer = await list(agent, after).catch((failure: CallstationError) => failure);
      if (!shown.current) return;
      setAsking((count) => count - 1);
      if (!('calls' in answer)) return setAnswers((before) => ({ ...before, error: answer }));
      setAnswers((before) => ({
        calls: new Map([...before.calls, ...answer.calls.map((call) => [call.id, call] as const)]),
        // The newest again say nothing of where the oldest end.
        next: after === null && before.next !== undefined ? before.next : answer.next,
        error: null,
      }));
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
