import { useAgent, useWorkstationEvent } from '@callstation/react';
import { Play } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';

import { listRecordings, loadRecording, type RecordingEntry } from './centre-api.ts';
import { useProblem } from './problem.tsx';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
/** A file is closed a moment after its call. */
const CLOSED_AFTER_MS = 500;

/** What was recorded, for who may hear it. */
export function RecordingsList() {
  const agent = useAgent();
  const [entries, setEntries] = useState<readonly RecordingEntry[]>([]);
  const id = agent?.rights.includes('playRecordings') === true ? agent.id : null;
  const look = useCallback(async (): Promise<void> => {
    if (id !== null) setEntries(await listRecordings(id).catch(() => []));
  }, [id]);
  useEffect(() => void look(), [look]);
  useWorkstationEvent('sessionEnded', () => void setTimeout(() => void look(), CLOSED_AFTER_MS));
  if (id === null || entries.length === 0) return null;
  return (
    <div className="card">
      <h2>Recordings</h2>
      <ol className="rows">
        {entries.map((entry) => (
          <Entry key={entry.id} agent={id} entry={entry} />
        ))}
      </ol>
    </div>
  );
}

function Entry({ agent, entry: { id, startedAt, ms } }: { agent: string; entry: RecordingEntry }) {
  const { attempt } = useProblem();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url]);
  const seconds = Math.round(ms / 1000);
  const name = `${clock.format(startedAt)}, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const load = async (): Promise<void> => setUrl(URL.createObjectURL(await loadRecording(agent, id)));
  return (
    <li className="row" data-recording-id={id}>
      <span className="row-text">
        <strong>{name}</strong>
        {url !== null && <audio controls autoPlay src={url} aria-label={`Recording of ${name}`} />}
      </span>
      {url === null && (
        <button type="button" className="button" aria-label={`Play ${name}`} onClick={() => void attempt(load())}>
          <Play aria-hidden />
          Play
        </button>
      )}
    </li>
  );
}
