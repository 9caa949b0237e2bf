import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';

const { recordings } = words('en');

/** A red dot while the call is recorded; hollow while that is paused. */
export function RecordingDot({ call }: { call: CallSnapshot }) {
  if (call.phase !== 'active' || call.recording === 'off') return null;
  return (
    <span className="recording" role="status" data-recording={call.recording}>
      {recordings[call.recording]}
    </span>
  );
}
