import type { Workstation } from '@callstation/core';
import { settle } from '@callstation/testkit';
import { createWorkstationPlugin } from '@callstation/vue';
import { fireEvent as fire } from '@testing-library/dom';
import { createApp, nextTick, type App } from 'vue';

import Workbench from '../workbench.vue';

export { configure, screen, waitFor, within } from '@testing-library/dom';

const apps = new Map<App, HTMLElement>();

/** A browser tells of every key by `input`, and of a field that loses the focus by `focusout`. */
export const fireEvent: typeof fire = Object.assign((...args: Parameters<typeof fire>) => fire(...args), fire, {
  change(target: Parameters<typeof fire.change>[0], options?: object) {
    return fire.input(target, options) && fire.change(target, options);
  },
  blur: fire.focusOut,
});

export async function act(change: () => unknown): Promise<void> {
  await change();
  await nextTick();
  await settle();
  await nextTick();
}

export async function mountWorkbench(workstation: Workstation): Promise<void> {
  const container = document.body.appendChild(document.createElement('div'));
  const app = createApp(Workbench).use(createWorkstationPlugin(workstation));
  app.mount(container);
  apps.set(app, container);
  await nextTick();
}

export function cleanup(): void {
  for (const [app, container] of apps) {
    app.unmount();
    container.remove();
  }
  apps.clear();
}
