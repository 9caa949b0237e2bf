import type { CallSnapshot } from '@callstation/core/model';
import { type CallHandle, useDirectory } from '@callstation/react';
import { type FocusEvent, type FormEvent, useId, useState } from 'react';

import { useProblem } from './problem.tsx';

const STATES = { new: '', changed: 'Not saved yet.', saving: 'Saving…', saved: 'Saved.' } as const;

/** What is written on a call. It is sent on Save and when the focus leaves; the fields begin with what is there. */
export function NotesForm({ handle, call }: { handle: CallHandle; call: CallSnapshot }) {
  const { attempt } = useProblem();
  const [disposition, setDisposition] = useState(call.annotation?.disposition ?? '');
  const [note, setNote] = useState(call.annotation?.note ?? '');
  const [remark, setRemark] = useState(call.context.remark ?? '');
  const [state, setState] = useState<keyof typeof STATES>('new');
  const id = useId();
  const edit =
    (set: (text: string) => void) =>
    ({ target }: { target: { value: string } }): void => {
      set(target.value);
      setState('changed');
    };
  const save = async (): Promise<void> => {
    setState('saving');
    const annotated = handle.annotate({ note, ...(disposition === '' ? {} : { disposition }) });
    const done = await attempt(Promise.all([annotated, handle.setContext({ remark })]));
    setState((now) => (now === 'saving' ? (done ? 'saved' : 'changed') : now));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  /** Who goes on to something else, as to End after-call work, would lose what they wrote. */
  const leave = ({ currentTarget, relatedTarget }: FocusEvent<HTMLFormElement>): void => {
    if (state === 'changed' && !currentTarget.contains(relatedTarget)) void save();
  };
  return (
    <form className="notes" onSubmit={submit} onBlur={leave}>
      <Disposition call={call} value={disposition} onChange={edit(setDisposition)} />
      <label htmlFor={`${id}-note`}>Note</label>
      <textarea id={`${id}-note`} rows={3} maxLength={4000} value={note} onChange={edit(setNote)} />
      <label htmlFor={`${id}-remark`}>Remark for the next agent</label>
      <input id={`${id}-remark`} maxLength={1000} value={remark} onChange={edit(setRemark)} />
      <div className="call-bar">
        <button type="submit" className="button primary">
          Save
        </button>
        <span className="quiet" role="status">
          {STATES[state]}
        </span>
      </div>
    </form>
  );
}

interface DispositionProps {
  call: CallSnapshot;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
}

/** How the call went, in the centre's own terms; says so where after-call work cannot be ended without. */
function Disposition({ call, value, onChange }: DispositionProps) {
  const skillGroup = call.context.skillGroup?.id;
  const { data } = useDirectory((directory) => directory.dispositions(skillGroup === undefined ? {} : { skillGroup }));
  const id = useId();
  const required = call.phase === 'ended' && call.wrapUp?.requires === 'disposition';
  const missing = (call.annotation?.disposition ?? '') === '';
  return (
    <>
      <label htmlFor={id}>Disposition</label>
      <select
        id={id}
        value={value}
        aria-required={required}
        aria-describedby={required ? `${id}-required` : undefined}
        onChange={onChange}
      >
        <option value="">{required ? 'Choose one' : 'None yet'}</option>
        {(data ?? []).map(({ id: choice, name }) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
      {required && (
        <p className={missing ? 'field-required' : 'quiet'} id={`${id}-required`}>
          Required: after-call work can be ended once a disposition is saved.
        </p>
      )}
    </>
  );
}
