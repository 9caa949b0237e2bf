import type { Id } from '@callstation/core/model';
import { useAgent, useDirectory } from '@callstation/react';
import { type CallEntry, explain, listAllCalls, listOwnCalls, mergeCalls, type LogEntry } from 'demo-kit';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';

import { RecordRow } from './record-row.tsx';
import { useCallLog } from './use-call-log.ts';
import { type CallRecords, useRecords } from './use-records.ts';

/** Calls that are over, from the centre's records: the agent's own; for a supervisor, everybody's on request. */
export function RecordsPanel() {
  const agent = useAgent();
  const log = useCallLog();
  const [all, setAll] = useState(false);
  if (!agent) return null;
  const choose = agent.rights.includes('supervise') ? { all, setAll } : null;
  return all ? <AllCalls agent={agent.id} choose={choose} /> : <OwnCalls agent={agent.id} choose={choose} log={log} />;
}

interface CallsProps {
  agent: Id;
  /** Whose calls; null for who has no choice. */
  choose: { all: boolean; setAll: (all: boolean) => void } | null;
}

/** Those the centre has written down, and those this page saw and the centre has not told of yet. */
function OwnCalls({ log, ...props }: CallsProps & { log: readonly LogEntry[] }) {
  const records = useRecords(props.agent, listOwnCalls);
  return <Records {...props} records={records} shown={mergeCalls(records.calls, log)} />;
}

function AllCalls(props: CallsProps) {
  const records = useRecords(props.agent, listAllCalls);
  return <Records {...props} records={records} shown={records.calls} />;
}

interface RecordsProps extends CallsProps {
  records: CallRecords;
  shown: readonly CallEntry[];
}

function Records({ agent, choose, records, shown }: RecordsProps) {
  const { loading, error, hasMore, more, refresh } = records;
  const mayPlay = useAgent()?.rights.includes('playRecordings') === true;
  const { data } = useDirectory((directory) => directory.dispositions());
  const names = new Map((data ?? []).map(({ id, name }) => [id, name]));
  return (
    <div className="card records" aria-busy={loading}>
      <div className="picker-head">
        <h2>{choose?.all === true ? 'All calls' : 'Your calls'}</h2>
        {choose && (
          <div className="segments" role="group" aria-label="Whose calls">
            <Choice label="Yours" chosen={!choose.all} onChoose={() => choose.setAll(false)} />
            <Choice label="Everybody’s" chosen={choose.all} onChoose={() => choose.setAll(true)} />
          </div>
        )}
        <button type="button" className="icon-button" aria-label="Refresh the calls" title="Refresh" onClick={refresh}>
          <RefreshCw aria-hidden />
        </button>
      </div>
      {error && (
        <p className="problem" role="status">
          {explain(error)}{' '}
          <button type="button" className="button" onClick={refresh}>
            Try again
          </button>
        </p>
      )}
      {shown.length === 0 && !error && (
        <p className="quiet" role="status">
          {loading ? 'The calls are on their way.' : 'Calls appear here when they end.'}
        </p>
      )}
      {shown.length > 0 && (
        <ol className="rows">
          {shown.map((call) => (
            <RecordRow key={call.id} agent={agent} call={call} dispositions={names} mayPlay={mayPlay} />
          ))}
        </ol>
      )}
      {hasMore && (
        <button type="button" className="button" aria-disabled={loading} aria-busy={loading} onClick={more}>
          {loading ? 'Loading…' : 'Older calls'}
        </button>
      )}
    </div>
  );
}

function Choice({ label, chosen, onChoose }: { label: string; chosen: boolean; onChoose: () => void }) {
  return (
    <button type="button" className={chosen ? 'button on' : 'button'} aria-pressed={chosen} onClick={onChoose}>
      {label}
    </button>
  );
}
