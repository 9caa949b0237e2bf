import { type CallHandle, useAgent, useCalls } from '@callstation/react';
import { ArrowLeftRight, Check, Grid3x3, Mic, MicOff, Pause, Phone, PhoneOff, Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { Keypad } from './keypad.tsx';
import { VerbButton } from './verb-button.tsx';

/** The call bar: only what makes sense in the call's phase. */
export function CallControls({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  const [keypad, setKeypad] = useState(false);
  if (!call) return null;
  if (call.phase === 'offered')
    return (
      <Bar>
        <VerbButton
          handle={handle}
          verb="answer"
          label="Answer"
          icon={<Phone aria-hidden />}
          look="positive"
          onPress={() => handle.answer()}
        />
        <VerbButton
          handle={handle}
          verb="reject"
          label="Reject"
          icon={<PhoneOff aria-hidden />}
          look="negative"
          onPress={() => handle.reject()}
        />
      </Bar>
    );
  if (call.phase === 'ended') return <EndedControls handle={handle} />;
  return (
    <>
      <Bar>
        {call.phase === 'active' && <ActiveControls handle={handle} keypad={keypad} onKeypad={setKeypad} />}
        <VerbButton
          handle={handle}
          verb="hangup"
          label={call.role === 'supervisor' ? 'Leave' : 'Hang up'}
          icon={<PhoneOff aria-hidden />}
          look="negative"
          onPress={() => handle.hangup()}
        />
      </Bar>
      {keypad && call.phase === 'active' && <Keypad handle={handle} />}
    </>
  );
}

/** A single call is done with its after-call work, which has a control of its own. */
function EndedControls({ handle }: { handle: CallHandle }) {
  const working = useAgent()?.wrapUp !== undefined;
  const alone = useCalls().filter(({ phase }) => phase === 'ended').length === 1;
  if (working && alone) return null;
  return (
    <Bar>
      <VerbButton
        handle={handle}
        verb="complete"
        label="Done"
        icon={<Check aria-hidden />}
        onPress={() => handle.complete()}
      />
    </Bar>
  );
}

interface ActiveControlsProps {
  handle: CallHandle;
  keypad: boolean;
  onKeypad: (open: boolean) => void;
}

function ActiveControls({ handle, keypad, onKeypad }: ActiveControlsProps) {
  const { call } = handle;
  if (call?.phase !== 'active') return null;
  const muted = call.mute === 'on' || call.mute === 'turningOff';
  return (
    <>
      <VerbButton
        handle={handle}
        verb={muted ? 'unmute' : 'mute'}
        label={muted ? 'Unmute' : 'Mute'}
        icon={muted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        look={muted ? 'on' : ''}
        onPress={() => (muted ? handle.unmute() : handle.mute())}
      />
      {call.role !== 'supervisor' && <HandlerControls handle={handle} keypad={keypad} onKeypad={onKeypad} />}
    </>
  );
}

function HandlerControls({ handle, keypad, onKeypad }: ActiveControlsProps) {
  const { call } = handle;
  const calls = useCalls();
  if (call?.phase !== 'active') return null;
  // While somebody is asked, Swap is among the controls of that.
  const second = call.consult.state === 'none' && calls.some(({ id, phase }) => id !== call.id && phase === 'active');
  const held = call.hold === 'held' || call.hold === 'resuming';
  return (
    <>
      <VerbButton
        handle={handle}
        verb={held ? 'resume' : 'hold'}
        label={held ? 'Resume' : 'Hold'}
        icon={held ? <Play aria-hidden /> : <Pause aria-hidden />}
        look={held ? 'on' : ''}
        onPress={() => (held ? handle.resume() : handle.hold())}
      />
      {second && (
        <VerbButton
          handle={handle}
          verb="swap"
          label="Swap"
          icon={<ArrowLeftRight aria-hidden />}
          onPress={() => handle.swap()}
        />
      )}
      <button type="button" className="button" aria-expanded={keypad} onClick={() => onKeypad(!keypad)}>
        <Grid3x3 aria-hidden />
        Keypad
      </button>
    </>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="call-bar" role="group" aria-label="Call controls">
      {children}
    </div>
  );
}
