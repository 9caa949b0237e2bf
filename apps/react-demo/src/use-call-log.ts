import type { CallSnapshot, EndReason, Millis } from '@callstation/core/model';
import { useCalls, useWorkstation, useWorkstationEvent } from '@callstation/react';
import { useEffect, useRef, useState } from 'react';

/** A call that is over. */
export interface LogEntry {
  call: CallSnapshot;
  reason: EndReason;
  endedAt: Millis;
}

/** The calls that ended while this page was open, newest first; those that an outage took are among them. */
export function useCallLog(): readonly LogEntry[] {
  const workstation = useWorkstation();
  const [log, setLog] = useState<readonly LogEntry[]>([]);
  const calls = useCalls();
  const known = useRef(calls);
  useEffect(() => {
    known.current = calls;
  }, [calls]);
  const add = (entry: LogEntry): void =>
    setLog((before) =>
      before.some(({ call }) => call.engagementId === entry.call.engagementId)
        ? before
        : [entry, ...before].slice(0, 50),
    );
  useWorkstationEvent('sessionEnded', ({ session }) => {
    if (session.kind === 'im' || session.phase !== 'ended') return;
    add({ call: session, reason: session.end.reason, endedAt: session.endedAt });
  });
  // The whole state came anew: what is not in it any more ended without a word.
  useWorkstationEvent('resynchronised', ({ snapshot }) => {
    const endedAt = Date.now() + workstation.getSnapshot().page.clockOffset;
    for (const call of known.current) {
      const gone = !snapshot.sessions.some((session) => session.engagementId === call.engagementId);
      if (gone && call.phase !== 'ended') add({ call, reason: 'networkLost', endedAt });
    }
  });
  return log;
}
