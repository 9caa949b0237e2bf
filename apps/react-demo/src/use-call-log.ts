import { useCalls, useWorkstation, useWorkstationEvent } from '@callstation/react';
import { addEnded, addLost, type LogEntry } from 'demo-kit';
import { useEffect, useRef, useState } from 'react';

/** The calls that ended while this page was open, newest first; those that an outage took are among them. */
export function useCallLog(): readonly LogEntry[] {
  const workstation = useWorkstation();
  const [log, setLog] = useState<readonly LogEntry[]>([]);
  const calls = useCalls();
  const known = useRef(calls);
  useEffect(() => {
    known.current = calls;
  }, [calls]);
  useWorkstationEvent('sessionEnded', ({ session }) => setLog((before) => addEnded(before, session)));
  useWorkstationEvent('resynchronised', ({ snapshot }) => {
    const endedAt = Date.now() + workstation.getSnapshot().page.clockOffset;
    const before = known.current;
    setLog((entries) => addLost(entries, before, snapshot.sessions, endedAt));
  });
  return log;
}
