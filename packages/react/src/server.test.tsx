// @vitest-environment node
import { bindingServerContract } from '@callstation/testkit/contracts';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

import { WorkstationProvider } from './provider.tsx';
import { Cell } from './testing/react-binding.tsx';

bindingServerContract({ describe, it, expect }, 'react', async (workstation, probe) =>
  renderToString(
    <WorkstationProvider workstation={workstation}>
      <Cell probe={probe} prop="" />
    </WorkstationProvider>,
  ).replaceAll('&quot;', ''),
);
