import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createWorkstation } from '@callstation/core';
import { createFakeBackend, fakeOffer } from '@callstation/testkit';
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';

import { WorkstationProvider } from './provider.tsx';
import { CallBar } from './testing/call-bar.tsx';

afterEach(cleanup);

it('the call bar of the README and of the page about elements is this file, and works', async () => {
  const file = readFileSync(join(import.meta.dirname, 'testing/call-bar.tsx'), 'utf8');
  // Who reads it has it by the name of the package.
  const source = file.replace("'../use-call.ts'", "'@callstation/react'");
  for (const text of ['README.md', 'docs/ui.md']) {
    expect(readFileSync(join(import.meta.dirname, '../../..', text), 'utf8')).toContain(`\`\`\`tsx\n${source}\`\`\`\n`);
  }

  const backend = createFakeBackend();
  const workstation = createWorkstation({ backend });
  await workstation.connect();
  const { container } = render(
    <WorkstationProvider workstation={workstation}>
      <CallBar />
    </WorkstationProvider>,
  );
  expect(container.textContent).toBe('No call');
  act(() => backend.emit({ type: 'session', session: fakeOffer('s1', '+491701234567'), cause: 'sessionOffered' }));
  expect(container.textContent).toContain('+491701234567: offered');
  const [answer, hangup] = container.querySelectorAll('button');
  expect([answer?.disabled, hangup?.disabled]).toEqual([false, true]);
  if (answer) fireEvent.click(answer);
  expect(backend.requests.at(-1)?.method).toBe('call.answer');
});
