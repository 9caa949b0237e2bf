import { words } from '@callstation/core/words';
import { type CallHandle, useConnection } from '@callstation/react';
import { soundPlaceOf } from 'demo-kit';
import { Volume2, VolumeX } from 'lucide-react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

const text = words('en');

/** Says where the sound of a call is, and brings it here where the centre can. */
export function SoundPlace({ handle }: { handle: CallHandle }) {
  const page = useConnection();
  const { attempt } = useProblem();
  const place = handle.call && soundPlaceOf(handle.call, page);
  if (!place) return null;
  const verdict = handle.actions.takeMedia;
  const offered = verdict.allowed || verdict.reason === 'pending';
  const Icon = handle.call && 'leg' in handle.call && handle.call.leg.state === 'flowing' ? Volume2 : VolumeX;
  return (
    <div className="sound-place">
      <Icon aria-hidden />
      <span role="status">{place}</span>
      {offered && (
        <VerdictButton verdict={verdict} className="button" onClick={() => void attempt(handle.takeMedia())}>
          {text.callVerbs.takeMedia}
        </VerdictButton>
      )}
    </div>
  );
}
