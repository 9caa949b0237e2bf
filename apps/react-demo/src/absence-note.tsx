import { useAgent } from '@callstation/react';
import { spanOf } from 'demo-kit';
import { useState } from 'react';

/** A reload takes a moment, too, and is no absence. */
const WORTH_SAYING_MS = 5_000;

/** Tells an agent whose pages slept that nothing could be offered meanwhile. */
export function AbsenceNote() {
  const absence = useAgent()?.unreachable;
  const [read, setRead] = useState<number | null>(null);
  if (!absence || absence.to === null || absence.from === read) return null;
  const ms = absence.to - absence.from;
  if (ms < WORTH_SAYING_MS) return null;
  return (
    <p className="banner" role="status">
      You were unreachable for {spanOf(ms)}.{' '}
      <button type="button" className="button" onClick={() => setRead(absence.from)}>
        Got it
      </button>
    </p>
  );
}
