import type { Verdict } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import type { ButtonHTMLAttributes } from 'react';

const { blockReasons } = words('en');

interface VerdictButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Whether it may be pressed, and if not, why: the reason becomes its title. */
  verdict: Verdict;
  /** Its command is on its way. */
  pending?: boolean;
}

/** A button of a verb. Blocked, it keeps the focus and can be read, which a `disabled` one cannot. */
export function VerdictButton({ verdict, pending = false, title, onClick, ...rest }: VerdictButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={!verdict.allowed}
      aria-busy={pending}
      title={verdict.allowed ? title : blockReasons[verdict.reason]}
      onClick={(event) => (verdict.allowed ? onClick?.(event) : event.preventDefault())}
    />
  );
}
