import type { Workstation } from '@callstation/core';
import { WorkstationProvider } from '@callstation/react';
import { act as actSync, render } from '@testing-library/react';

import { Workbench } from '../workbench.tsx';

export { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';

export const act = (change: () => unknown): Promise<void> =>
  actSync(async () => {
    await change();
  });

export async function mountWorkbench(workstation: Workstation): Promise<void> {
  render(
    <WorkstationProvider workstation={workstation}>
      <Workbench onSignOut={() => undefined} />
    </WorkstationProvider>,
  );
}
