import type { CallSnapshot } from '@callstation/core/model';
import { useConnection } from '@callstation/react';
import { useEffect, useState } from 'react';

/** How long the call has gone on, from the server's instants, so that every page shows the same. */
export function CallTimer({ call }: { call: CallSnapshot }) {
  const { clockOffset } = useConnection();
  const [now, setNow] = useState(() => Date.now());
  const running = call.phase !== 'ended';
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  const since = 'answeredAt' in call && call.answeredAt !== undefined ? call.answeredAt : call.createdAt;
  const until = call.phase === 'ended' ? call.endedAt : now + clockOffset;
  const seconds = Math.max(0, Math.floor((until - since) / 1000));
  const minutes = Math.floor(seconds / 60);
  return (
    <time className="timer" role="timer">
      {minutes}:{String(seconds % 60).padStart(2, '0')}
    </time>
  );
}
