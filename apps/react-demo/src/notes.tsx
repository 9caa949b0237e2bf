import type { CallHandle } from '@callstation/react';
import { NotebookPen } from 'lucide-react';
import { useId, useState } from 'react';

import { NotesForm } from './notes-form.tsx';

/** Note, disposition and remark of a call; in after-call work too. */
export function Notes({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  const [open, setOpen] = useState(false);
  const id = useId();
  if (call?.phase !== 'active' && call?.phase !== 'ended') return null;
  return (
    <>
      <div className="call-bar">
        <button
          type="button"
          className={open ? 'button on' : 'button'}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <NotebookPen aria-hidden />
          Notes
        </button>
      </div>
      {open && (
        <div className="panel" id={id}>
          <NotesForm handle={handle} call={call} />
        </div>
      )}
    </>
  );
}
