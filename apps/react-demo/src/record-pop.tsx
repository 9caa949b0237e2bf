import type { CallSnapshot } from '@callstation/core/model';
import { useWorkstationEvent } from '@callstation/react';
import { recordOf, savedSessions, saveSession } from 'demo-kit';
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';

/** The CRM's record of who is at the other end, as soon as it rings; the call is kept with it when it ends. */
export function RecordPop({ call }: { call: CallSnapshot }) {
  const record = recordOf(call);
  const [saved, setSaved] = useState(() => (record ? savedSessions(record.record) : []));
  useWorkstationEvent('sessionEnded', ({ session }) => {
    if (session.id === call.id && record) setSaved(saveSession(record.record, session.id));
  });
  if (!record) return null;
  return (
    <section className="panel record-pop" aria-label="Record" data-crm-record={record.record}>
      <h3>
        <FolderOpen aria-hidden /> {record.record} · {record.company}
      </h3>
      {record.orders.length > 0 && (
        <ul aria-label="Open work orders">
          {record.orders.map((order) => (
            <li key={order}>{order}</li>
          ))}
        </ul>
      )}
      <p className="quiet">
        {saved.length === 0 ? 'No calls kept with it yet.' : `Calls kept with it: ${saved.length}`}
      </p>
    </section>
  );
}
