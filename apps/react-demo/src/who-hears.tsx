import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';
import { EarOff, MessageSquareLock, Users } from 'lucide-react';

const { supervision } = words('en');

const ICONS = { listen: EarOff, whisper: MessageSquareLock, barge: Users } as const;

/** Who hears a supervisor, in words: what the customer hears must never be a guess. Null for any other call. */
export function WhoHears({ call }: { call: CallSnapshot }) {
  if (call.phase !== 'active' || !call.supervises) return null;
  const { mode } = call.supervises;
  const Icon = ICONS[mode];
  return (
    <p className="who-hears" role="status" data-mode={mode}>
      <Icon aria-hidden />
      {call.mute === 'on' ? 'You are muted. Nobody hears you.' : supervision[mode]}
    </p>
  );
}
