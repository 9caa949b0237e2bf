import type { CallHandle } from '@callstation/react';
import { ArrowRightLeft, MessagesSquare, UserPlus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

import { type BringIn, TargetPicker } from './target-picker.tsx';
import { VerdictButton } from './verdict-button.tsx';

const CHOICES: readonly { verb: BringIn; label: string; icon: ReactNode }[] = [
  { verb: 'transfer', label: 'Transfer', icon: <ArrowRightLeft aria-hidden /> },
  { verb: 'consult', label: 'Consult', icon: <MessagesSquare aria-hidden /> },
  { verb: 'conference', label: 'Add to call', icon: <UserPlus aria-hidden /> },
];

/** The ways to bring somebody in, each with a choice of whom. */
export function MoreVerbs({ handle }: { handle: CallHandle }) {
  const { call } = handle;
  const [open, setOpen] = useState<BringIn | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const pickerId = useId();
  if (call?.phase !== 'active' || call.consult.state !== 'none') return null;
  /** The focus goes back to where the choice was opened. */
  const close = (): void => {
    area.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setOpen(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open) close();
  };
  return (
    <div className="more" ref={area} onKeyDown={onKeyDown} role="group" aria-label="More">
      <div className="call-bar">
        {CHOICES.map(({ verb, label, icon }) => (
          <VerdictButton
            key={verb}
            verdict={handle.actions[verb]}
            className={open === verb ? 'button on' : 'button'}
            title={label}
            aria-expanded={open === verb}
            aria-controls={open === verb ? pickerId : undefined}
            onClick={() => setOpen(open === verb ? null : verb)}
          >
            {icon}
            {label}
          </VerdictButton>
        ))}
      </div>
      {open && <TargetPicker key={open} id={pickerId} handle={handle} verb={open} onDone={close} />}
    </div>
  );
}
