import { useAgent } from '@callstation/react';
import { Headset, LogOut } from 'lucide-react';

import { StatusSwitch } from './status-switch.tsx';

/** Brand, the agent's status and the way out. */
export function Header({ onSignOut }: { onSignOut: () => void }) {
  const agent = useAgent();
  return (
    <header className="header">
      <span className="brand">
        <span className="brand-mark">
          <Headset aria-hidden />
        </span>
        <strong>Callstation</strong>
      </span>
      <StatusSwitch />
      <span className="who">
        <a className="other-page" href={`desk.html${location.search}`}>
          With elements
        </a>
        {agent?.name}
        <button type="button" className="icon-button" aria-label="Sign out" title="Sign out" onClick={onSignOut}>
          <LogOut aria-hidden />
        </button>
      </span>
    </header>
  );
}
