import { useDirectory } from '@callstation/react';
import { ListTree } from 'lucide-react';
import { useState } from 'react';

import type { TargetChoice } from './target-picker.tsx';
import { VerdictButton } from './verdict-button.tsx';

/** The places of menus that a customer can be sent to; the agent hangs up, or waits for them to come back. */
export function TargetMenu({ choice }: { choice: TargetChoice }) {
  const { handle, verb, title, choose } = choice;
  const { data } = useDirectory((directory) => directory.ivrs());
  const [stay, setStay] = useState(false);
  if (!data || data.length === 0) return null;
  return (
    <>
      <h3>Menu</h3>
      <label className="check">
        <input type="checkbox" checked={stay} onChange={({ target }) => setStay(target.checked)} />
        Stay on the line
      </label>
      {data.map(({ id: ivr, name: menu, nodes }) => (
        <div className="call-bar" key={ivr} role="group" aria-label={menu}>
          {nodes.map(({ id: node, name }) => (
            <VerdictButton
              key={node}
              verdict={handle.actions[verb]}
              className="button"
              aria-label={`${title} ${menu}: ${name}`}
              onClick={() => choose({ ivr, node, agentLeg: stay ? 'wait' : 'hangup' })}
            >
              <ListTree aria-hidden />
              {name}
            </VerdictButton>
          ))}
        </div>
      ))}
    </>
  );
}
