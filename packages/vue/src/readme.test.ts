import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createWorkstation } from '@callstation/core';
import { createFakeBackend, fakeOffer } from '@callstation/testkit';
import { expect, it, vi } from 'vitest';
import { createApp } from 'vue';

import { createWorkstationPlugin } from './plugin.ts';
import CallBar from './testing/call-bar.vue';

it('the call bar of the READMEs is this file, and works', async () => {
  const source = readFileSync(join(import.meta.dirname, 'testing/call-bar.vue'), 'utf8');
  for (const readme of ['../README.md', '../../../README.md', '../../../docs/ui.md']) {
    expect(readFileSync(join(import.meta.dirname, readme), 'utf8')).toContain(`\`\`\`vue\n${source}\`\`\`\n`);
  }

  const backend = createFakeBackend();
  const workstation = createWorkstation({ backend });
  await workstation.connect();
  const app = createApp(CallBar).use(createWorkstationPlugin(workstation));
  const container = document.createElement('div');
  app.mount(container);
  expect(container.textContent).toBe('No call');
  backend.emit({ type: 'session', session: fakeOffer('s1', '+491701234567'), cause: 'sessionOffered' });
  await vi.waitFor(() => expect(container.textContent).toContain('+491701234567: offered'));
  const [answer, hangup] = container.querySelectorAll('button');
  expect([answer?.disabled, hangup?.disabled]).toEqual([false, true]);
  answer?.click();
  expect(backend.requests.at(-1)?.method).toBe('call.answer');
  app.unmount();
});
