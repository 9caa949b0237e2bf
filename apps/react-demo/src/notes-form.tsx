import type { CallSnapshot } from '@callstation/core/model';
import { type CallHandle, useDirectory } from '@callstation/react';
import { type FormEvent, useId, useState } from 'react';

import { useProblem } from './problem.tsx';

/** What is written on a call. It is sent on Save; the fields begin with what is there. */
export function NotesForm({ handle, call }: { handle: CallHandle; call: CallSnapshot }) {
  const { attempt } = useProblem();
  const skillGroup = call.context.skillGroup?.id;
  const { data: dispositions } = useDirectory((directory) =>
    directory.dispositions(skillGroup === undefined ? {} : { skillGroup }),
  );
  const [disposition, setDisposition] = useState(call.annotation?.disposition ?? '');
  const [note, setNote] = useState(call.annotation?.note ?? '');
  const [remark, setRemark] = useState(call.context.remark ?? '');
  const [saved, setSaved] = useState(false);
  const id = useId();
  const edit =
    (set: (text: string) => void) =>
    ({ target }: { target: { value: string } }): void => {
      set(target.value);
      setSaved(false);
    };
  const save = async (): Promise<void> => {
    const annotated = handle.annotate({ note, ...(disposition === '' ? {} : { disposition }) });
    setSaved(await attempt(Promise.all([annotated, handle.setContext({ remark })])));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form className="notes" onSubmit={submit}>
      <label htmlFor={`${id}-disposition`}>Disposition</label>
      <select id={`${id}-disposition`} value={disposition} onChange={edit(setDisposition)}>
        <option value="">None yet</option>
        {(dispositions ?? []).map(({ id: value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-note`}>Note</label>
      <textarea id={`${id}-note`} rows={3} maxLength={4000} value={note} onChange={edit(setNote)} />
      <label htmlFor={`${id}-remark`}>Remark for the next agent</label>
      <input id={`${id}-remark`} maxLength={1000} value={remark} onChange={edit(setRemark)} />
      <div className="call-bar">
        <button type="submit" className="button primary">
          Save
        </button>
        <span className="quiet" role="status">
          {saved && 'Saved.'}
        </span>
      </div>
    </form>
  );
}
