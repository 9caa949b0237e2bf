import type { CallVerb, PageFacts } from '@callstation/core/model';
import { type CallHandle, useConnection } from '@callstation/react';
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

/** Its own command is on its way; or the switch is at it, and no other command of the call explains the wait. */
function isOnItsWay({ call, actions }: CallHandle, verb: CallVerb, { pending }: PageFacts): boolean {
  const verdict = actions[verb];
  if (call === null || verdict.allowed || verdict.reason !== 'pending') return false;
  const commands = Object.values(pending).filter(({ sessionId }) => sessionId === call.id);
  return commands.length === 0 || commands.some(({ method }) => method === `call.${verb}`);
}

/** A control of a call: it does its verb, and says what went wrong. */
export function VerbButton({ handle, verb, label, icon, look = '', describedBy, onPress }: VerbButtonProps) {
  const { attempt } = useProblem();
  const page = useConnection();
  return (
    <VerdictButton
      verdict={handle.actions[verb]}
      pending={isOnItsWay(handle, verb, page)}
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
