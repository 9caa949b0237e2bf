import '@callstation/ui/react';
import { useAgent, useWorkstation } from '@callstation/react';
import { explain } from 'demo-kit';
import { useCallback, useEffect, useState } from 'react';

import { Customers } from './customers.tsx';
import { OwnBar } from './own-bar.tsx';
import { OwnStatus } from './own-status.tsx';
import { Record } from './record.tsx';
import { Switch } from './switch.tsx';

/** A small CRM with a seat in it: the elements, or buttons of its own. */
export function Desk() {
  const workstation = useWorkstation();
  const supervises = useAgent()?.rights.includes('board') === true;
  const [own, setOwn] = useState(false);
  const [fewer, setFewer] = useState(false);
  const [says, say] = useState('');
  const attempt = useCallback((command: Promise<unknown>): void => {
    say('');
    command.catch((error: unknown) => say(explain(error)));
  }, []);
  useEffect(() => attempt(workstation.connect()), [attempt, workstation]);
  return (
    <cs-workstation workstation={workstation} notificationWorker="../ui/callstation-notifications.js">
      <header className="top">
        <h1>Customers</h1>
        <a href={`./${location.search}`}>Without elements</a>
        {own ? <OwnStatus attempt={attempt} /> : <cs-agent-status />}
        <Switch label="Fewer buttons" on={fewer} set={setFewer} />
        <Switch label="Our own buttons" on={own} set={setOwn} />
      </header>
      {own ? <OwnBar attempt={attempt} /> : <cs-call-bar controls={fewer ? 'dial answer hold hangup' : null} />}
      <Record />
      <main>
        <Customers says={says} say={say} attempt={attempt} />
        <aside>
          <cs-notes />
          {supervises && <cs-supervisor-board />}
        </aside>
      </main>
      {!own && (
        <>
          <cs-incoming-call />
          <cs-float-button echoNumber="10001" />
        </>
      )}
    </cs-workstation>
  );
}
