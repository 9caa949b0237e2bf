import { useAgent } from '@callstation/react';
import { PHONES } from 'demo-kit';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';

import { CallerNumber } from './caller-number.tsx';
import { DevicePicker } from './device-picker.tsx';
import { PhoneSwitch } from './phone-switch.tsx';

/** Where the agent takes calls and which number they show; closed until it is needed. */
export function DeskCard() {
  const agent = useAgent();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!agent) return null;
  const phone = PHONES.find(({ mode }) => mode === agent.phone.mode);
  return (
    <section className="card desk" aria-label="Your desk">
      <button
        type="button"
        className="desk-toggle"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="row-text">
          <strong>Your desk</strong>
          <small>
            Calls at: {phone?.label} {agent.phone.mode === 'page' ? '' : agent.phone.number}
          </small>
        </span>
        <ChevronDown aria-hidden />
      </button>
      {open && (
        <div className="desk-parts" id={id}>
          <PhoneSwitch agent={agent} />
          <CallerNumber agent={agent} />
          <DevicePicker />
        </div>
      )}
    </section>
  );
}
