import type { CallVerb } from '@callstation/core/model';
import { type CallHandle, useConnection } from '@callstation/react';
import { isOnItsWay } from 'demo-kit';
import type { ReactNode } from 'react';

import { useProblem } from './problem.tsx';
import { VerdictButton } from './verdict-button.tsx';

interface VerbButtonProps {
  handle: CallHandle;
  verb: CallVerb;
  label: string;
  icon?: ReactNode;
  look?: string;
  /** The id of what says more about it, where the label alone is not enough. */
  describedBy?: string;
  onPress: () => Promise<unknown>;
}

/** A control of a call: it does its verb, and says what went wrong. */
export function VerbButton({ handle, verb, label, icon, look = '', describedBy, onPress }: VerbButtonProps) {
  const { attempt } = useProblem();
  const page = useConnection();
  return (
    <VerdictButton
      verdict={handle.actions[verb]}
      pending={isOnItsWay(handle.call, handle.actions[verb], verb, page)}
      className={`button ${look}`}
      title={label}
      aria-describedby={describedBy}
      onClick={() => void attempt(onPress())}
    >
      {icon}
      {label}
    </VerdictButton>
  );
}
