import '@callstation/ui/register';
import { createWorkstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import { WorkstationProvider } from '@callstation/react';
import { fetchToken } from 'demo-kit';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { Desk } from './desk.tsx';
import 'demo-kit/desk.css';

const agent = new URLSearchParams(location.search).get('agent') ?? 'alice';
// The token comes from your own back end; here the demo centre gives it out.
const workstation = createWorkstation({ backend: callcenter({ url: '/seat', token: () => fetchToken(agent) }) });

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <WorkstationProvider workstation={workstation}>
        <Desk />
      </WorkstationProvider>
    </StrictMode>,
  );
