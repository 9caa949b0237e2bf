import type { CallSnapshot, PageFacts } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { type CallHandle, useConnection } from '@callstation/react';
import { Volume2, VolumeX } from 'lucide-react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

const text = words('en');

/** Where a live call is heard, when that is not simply here; null when it is, or when there is no sound yet. */
function placeOf(call: CallSnapshot, { pageId }: PageFacts): string | null {
  if (!('leg' in call)) return null;
  const { state, at } = call.leg;
  if (state === 'lost' || state === 'reconnecting') return 'The sound is interrupted. It is being restored.';
  if (at === null || ('page' in at && at.page === pageId)) return null;
  return 'page' in at ? 'The sound is in another window.' : `The sound is on the phone ${at.phone}.`;
}

/** Says where the sound of a call is, and brings it here where the centre can. */
export function SoundPlace({ handle }: { handle: CallHandle }) {
  const page = useConnection();
  const { attempt } = useProblem();
  const place = handle.call && placeOf(handle.call, page);
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
