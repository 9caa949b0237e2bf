import { useDirectory } from '@callstation/react';
import { ListTree } from 'lucide-react';
import { useState } from 'react';

import type { TargetChoice } from './target-picker.tsx';
import { VerdictButton } from './verdict-button.tsx';

/** The IVR of the demo's app. */
const IVR = 'main';

/** The places of the menu that a customer can be sent to; the agent hangs up, or waits for them to come back. */
export function TargetMenu({ choice }: { choice: TargetChoice }) {
  const { handle, verb, title, choose } = choice;
  const { data } = useDirectory((directory) => directory.ivr(IVR));
  const [stay, setStay] = useState(false);
  if (!data || data.length === 0) return null;
  return (
    <>
      <h3>Menu</h3>
      <label className="check">
        <input type="checkbox" checked={stay} onChange={({ target }) => setStay(target.checked)} />
        Stay on the line
      </label>
      <div className="call-bar">
        {data.map(({ id, name }) => (
          <VerdictButton
            key={id}
            verdict={handle.actions[verb]}
            className="button"
            aria-label={`${title} menu: ${name}`}
            onClick={() => choose({ ivr: IVR, node: id, agentLeg: stay ? 'wait' : 'hangup' })}
          >
            <ListTree aria-hidden />
            {name}
          </VerdictButton>
        ))}
      </div>
    </>
  );
}
