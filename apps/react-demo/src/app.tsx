import { createWorkstation, type Workstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import { WorkstationProvider } from '@callstation/react';
import { AGENTS, explain, fetchToken } from 'demo-kit';
import { useEffect, useState } from 'react';

import { SignIn } from './sign-in.tsx';
import { Workbench } from './workbench.tsx';

const wished = new URLSearchParams(location.search).get('agent');

function open(agent: string): Workstation {
  return createWorkstation({ backend: callcenter({ url: '/seat', token: () => fetchToken(agent) }) });
}

/** Sign-in by a click, or at once with `?agent=alice`; then the workbench over one workstation. */
export function App() {
  const [agent, setAgent] = useState(AGENTS.some(({ id }) => id === wished) ? wished : null);
  const [workstation, setWorkstation] = useState<Workstation | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (!agent) return undefined;
    const opened = open(agent);
    setProblem(null);
    setWorkstation(opened);
    let left = false;
    opened.connect().catch((error: unknown) => {
      if (left) return;
      setProblem(explain(error));
      setWorkstation(null);
      setAgent(null);
    });
    return () => {
      left = true;
      void opened.close();
    };
  }, [agent]);

  const choose = (id: string | null): void => {
    const url = new URL(location.href);
    if (id) url.searchParams.set('agent', id);
    else url.searchParams.delete('agent');
    history.replaceState(null, '', url);
    setWorkstation(null);
    setAgent(id);
  };

  if (!agent || !workstation) return <SignIn busy={agent !== null} problem={problem} onChoose={choose} />;
  return (
    <WorkstationProvider workstation={workstation}>
      <Workbench onSignOut={() => choose(null)} />
    </WorkstationProvider>
  );
}
