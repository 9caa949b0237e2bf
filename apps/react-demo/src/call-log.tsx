import { words } from '@callstation/core/words';
import { PhoneIncoming, PhoneOutgoing } from 'lucide-react';

import { missText } from './miss-text.ts';
import { nameOf } from './peer-name.ts';
import type { LogEntry } from './use-call-log.ts';

const text = words('en');
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** History of this page's calls. */
export function CallLog({ entries }: { entries: readonly LogEntry[] }) {
  return (
    <div className="card">
      <h2>Call log</h2>
      {entries.length === 0 ? (
        <p className="quiet">Calls appear here when they end.</p>
      ) : (
        <ol className="rows">
          {entries.map((entry) => (
            <Entry key={entry.call.engagementId} entry={entry} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Entry({ entry: { call, reason, endedAt } }: { entry: LogEntry }) {
  const Direction = call.direction === 'in' ? PhoneIncoming : PhoneOutgoing;
  const answeredAt = 'answeredAt' in call ? call.answeredAt : undefined;
  const seconds = answeredAt === undefined ? null : Math.max(0, Math.round((endedAt - answeredAt) / 1000));
  const missed = missText(call);
  return (
    <li className="row" data-end={reason}>
      <Direction aria-hidden />
      <span className="row-text">
        <strong>{nameOf(call)}</strong>
        <small>
          {text.endReasons[reason]}
          {seconds !== null && ` · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}
        </small>
        {missed !== null && <small className="missed">{missed}</small>}
      </span>
      <time>{clock.format(endedAt)}</time>
    </li>
  );
}
