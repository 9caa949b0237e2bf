import { useDirectory } from '@callstation/react';
import { Users } from 'lucide-react';

import type { TargetChoice } from './target-picker.tsx';
import { VerdictButton } from './verdict-button.tsx';

/** The skill groups whose queue can take the call. */
export function TargetGroups({ choice }: { choice: TargetChoice }) {
  const { handle, verb, title, choose } = choice;
  const { data } = useDirectory((directory) => directory.skillGroups());
  if (!data || data.length === 0) return null;
  return (
    <>
      <h3>Skill groups</h3>
      <div className="call-bar">
        {data.map(({ id, name }) => (
          <VerdictButton
            key={id}
            verdict={handle.actions[verb]}
            className="button"
            aria-label={`${title} ${name}`}
            onClick={() => choose({ skillGroup: id })}
          >
            <Users aria-hidden />
            {name}
          </VerdictButton>
        ))}
      </div>
    </>
  );
}
