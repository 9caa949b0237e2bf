import type { CallHandle } from '@callstation/react';
import type { BarButton, BarVerb } from 'demo-kit';
import { ArrowLeftRight, Check, LogOut, type LucideIcon, Merge, Undo2, X } from 'lucide-react';

import { VerbButton } from './verb-button.tsx';

const ICONS: Record<BarVerb, LucideIcon> = {
  swap: ArrowLeftRight,
  merge: Merge,
  completeTransfer: Check,
  cancelConsult: X,
  takeBack: Undo2,
  leave: LogOut,
};

/** A row of verbs that need nothing but a press; each says why it cannot be pressed. */
export function VerbBar({
  handle,
  name,
  buttons,
}: {
  handle: CallHandle;
  name: string;
  buttons: readonly BarButton[];
}) {
  return (
    <div className="call-bar" role="group" aria-label={name}>
      {buttons.map(([verb, label]) => {
        const Icon = ICONS[verb];
        return (
          <VerbButton
            key={verb}
            handle={handle}
            verb={verb}
            label={label}
            icon={<Icon aria-hidden />}
            onPress={() => handle[verb]()}
          />
        );
      })}
    </div>
  );
}
