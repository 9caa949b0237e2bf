import { words } from '@callstation/core/words';
import type { CallHandle } from '@callstation/react';
import { Circle, CirclePause, CirclePlay } from 'lucide-react';

import { VerbButton } from './verb-button.tsx';

const { callVerbs } = words('en');
const NEXT = {
  off: { verb: 'startRecording', icon: <Circle aria-hidden />, look: '' },
  on: { verb: 'pauseRecording', icon: <CirclePause aria-hidden />, look: 'on' },
  paused: { verb: 'resumeRecording', icon: <CirclePlay aria-hidden />, look: 'on' },
} as const;

/** Begins, pauses or goes on with the recording: what can be done next. */
export function RecordingControl({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  if (call?.phase !== 'active') return null;
  const { verb, icon, look } = NEXT[call.recording];
  return (
    <VerbButton
      handle={handle}
      verb={verb}
      label={callVerbs[verb]}
      icon={icon}
      look={look}
      onPress={() => handle[verb]()}
    />
  );
}
