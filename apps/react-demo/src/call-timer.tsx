import type { CallSnapshot } from '@callstation/core/model';
import { minutesOf, sinceOf } from 'demo-kit';

import { useServerTime } from './use-server-time.ts';

/** How long the call has gone on, from the server's instants, so that every page shows the same. */
export function CallTimer({ call }: { call: CallSnapshot }) {
  const now = useServerTime(call.phase !== 'ended');
  return (
    <time className="timer" role="timer">
      {minutesOf((call.phase === 'ended' ? call.endedAt : now) - sinceOf(call))}
    </time>
  );
}
