import type { Millis } from '@callstation/core/model';
import { useConnection } from '@callstation/react';
import { useEffect, useState } from 'react';

/** What time it is at the centre; new twice a second while `running`, so that every page shows the same. */
export function useServerTime(running: boolean): Millis {
  const { clockOffset } = useConnection();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return now + clockOffset;
}
