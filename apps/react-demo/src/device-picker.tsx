import { useDevices } from '@callstation/react';
import { DEVICE_FIELDS } from 'demo-kit';
import { useId } from 'react';

import { useProblem } from './problem.tsx';

/** Which microphone and speaker are used, in a live call too. */
export function DevicePicker() {
  const { devices, select } = useDevices();
  const { attempt } = useProblem();
  const id = useId();
  return DEVICE_FIELDS.map(({ kind, label }) => {
    const choices = devices.filter((device) => device.kind === kind);
    return (
      <div className="desk-parts" key={kind}>
        <label htmlFor={`${id}-${kind}`}>{label}</label>
        <select id={`${id}-${kind}`} onChange={({ target }) => void attempt(select({ [kind]: target.value }))}>
          {choices.length === 0 && <option value="">The browser’s own</option>}
          {choices.map((device, at) => (
            <option key={device.id} value={device.id}>
              {device.label || `${label} ${at + 1}`}
            </option>
          ))}
        </select>
      </div>
    );
  });
}
