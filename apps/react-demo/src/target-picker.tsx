import type { Target } from '@callstation/core/model';
import type { CallHandle } from '@callstation/react';
import { BRING_IN, type BringIn } from 'demo-kit';

import { useProblem } from './problem.tsx';
import { TargetAgents } from './target-agents.tsx';
import { TargetGroups } from './target-groups.tsx';
import { TargetMenu } from './target-menu.tsx';
import { TargetNumber } from './target-number.tsx';

/** What the parts of the picker share. */
export interface TargetChoice {
  handle: CallHandle;
  verb: BringIn;
  /** What stands before a name on a button. */
  title: string;
  choose: (to: Target) => void;
}

interface TargetPickerProps {
  id: string;
  handle: CallHandle;
  verb: BringIn;
  onDone: () => void;
}

/** Whom to bring in: a colleague, a skill group or a number. Stays open when it did not work. */
export function TargetPicker({ id, handle, verb, onDone }: TargetPickerProps) {
  const { attempt } = useProblem();
  const choose = async (to: Target): Promise<void> => {
    if (await attempt(handle[verb]({ to }))) onDone();
  };
  const choice: TargetChoice = { handle, verb, title: BRING_IN[verb].title, choose: (to) => void choose(to) };
  return (
    <section className="panel picker" id={id} aria-label={`${BRING_IN[verb].title} whom`}>
      <TargetNumber choice={choice} />
      <TargetAgents choice={choice} />
      {/* A queue can take a customer, but nobody can talk to it. */}
      {verb === 'transfer' && <TargetGroups choice={choice} />}
      {verb === 'transfer' && <TargetMenu choice={choice} />}
    </section>
  );
}
