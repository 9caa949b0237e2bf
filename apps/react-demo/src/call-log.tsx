import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { useWorkstationEvent } from '@callstation/react';
import { PhoneIncoming, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';

import { contactOf } from './contacts.ts';

const text = words('en');
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
type EndedCall = Extract<CallSnapshot, { phase: 'ended' }>;

/** The calls that ended while this page was open, newest first. */
export function useCallLog(): readonly EndedCall[] {
  const [log, setLog] = useState<readonly EndedCall[]>([]);
  useWorkstationEvent('sessionEnded', ({ session }) => {
    if (!session || session.kind === 'im' || session.phase !== 'ended') return;
    setLog((before) =>
      [session, ...before.filter(({ engagementId }) => engagementId !== session.engagementId)].slice(0, 50),
    );
  });
  return log;
}

/** History of this page's calls. */
export function CallLog({ entries }: { entries: readonly EndedCall[] }) {
  return (
    <div className="card">
      <h2>Call log</h2>
      {entries.length === 0 ? (
        <p className="quiet">Calls appear here when they end.</p>
      ) : (
        <ol className="rows">
          {entries.map((call) => (
            <Entry key={call.engagementId} call={call} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Entry({ call }: { call: EndedCall }) {
  const Direction = call.direction === 'in' ? PhoneIncoming : PhoneOutgoing;
  const seconds = call.answeredAt === undefined ? null : Math.round((call.endedAt - call.answeredAt) / 1000);
  return (
    <li className="row" data-end={call.end.reason}>
      <Direction aria-hidden />
      <span className="row-text">
        <strong>{call.peer.name ?? contactOf(call.peer.number)?.name ?? call.peer.number ?? 'Unknown'}</strong>
        <small>
          {text.endReasons[call.end.reason]}
          {seconds !== null && ` · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}
        </small>
      </span>
      <time>{clock.format(call.endedAt)}</time>
    </li>
  );
}
