import type { CallHandle } from '@callstation/react';
import { BRING_IN, type BringIn } from 'demo-kit';
import { ArrowRightLeft, MessagesSquare, NotebookPen, UserPlus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

import { NotesForm } from './notes-form.tsx';
import { RecordingControl } from './recording-control.tsx';
import { TargetPicker } from './target-picker.tsx';
import { VerdictButton } from './verdict-button.tsx';

const CHOICES: readonly { verb: BringIn; icon: ReactNode }[] = [
  { verb: 'transfer', icon: <ArrowRightLeft aria-hidden /> },
  { verb: 'consult', icon: <MessagesSquare aria-hidden /> },
  { verb: 'conference', icon: <UserPlus aria-hidden /> },
];

/** The ways to bring somebody in, each with a choice of whom; and the notes, in after-call work too. */
export function More({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  const [open, setOpen] = useState<BringIn | null>(null);
  const [asked, setNotes] = useState<boolean | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const id = useId();
  if (call?.phase !== 'active' && call?.phase !== 'ended') return null;
  // After the call there is nothing else to do.
  const notes = asked ?? call.phase === 'ended';
  const choices = call.phase === 'active' && call.consult.state === 'none' ? CHOICES : [];
  // After the call they are what is left to do.
  const writing = notes || call.phase === 'ended';
  const picking = choices.find(({ verb }) => verb === open)?.verb;
  /** The focus goes back to where the choice was opened. */
  const close = (): void => {
    area.current?.querySelector<HTMLElement>(`[aria-controls="${id}-whom"]`)?.focus();
    setOpen(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && picking) close();
  };
  return (
    <div className="more" ref={area} onKeyDown={onKeyDown} role="group" aria-label="More">
      {call.phase === 'active' && (
        <div className="call-bar">
          {choices.map(({ verb, icon }) => (
            <VerdictButton
              key={verb}
              verdict={handle.actions[verb]}
              className={picking === verb ? 'button on' : 'button'}
              title={BRING_IN[verb].label}
              aria-expanded={picking === verb}
              aria-controls={picking === verb ? `${id}-whom` : undefined}
              onClick={() => setOpen(picking === verb ? null : verb)}
            >
              {icon}
              {BRING_IN[verb].label}
            </VerdictButton>
          ))}
          <RecordingControl handle={handle} />
          <button
            type="button"
            className={notes ? 'button on' : 'button'}
            aria-expanded={notes}
            aria-controls={notes ? `${id}-notes` : undefined}
            onClick={() => setNotes(!notes)}
          >
            <NotebookPen aria-hidden />
            Notes
          </button>
        </div>
      )}
      {picking && <TargetPicker key={picking} id={`${id}-whom`} handle={handle} verb={picking} onDone={close} />}
      {writing && (
        <div className="panel" id={`${id}-notes`}>
          <NotesForm handle={handle} call={call} />
        </div>
      )}
    </div>
  );
}
