/** What a demo is made with, as its tests drive it: each lane puts its own in this place (vitest.config.ts). */
declare module 'demo-face' {
  import type { Workstation } from '@callstation/core';

  export { configure, screen, waitFor, within } from '@testing-library/dom';
  import type { fireEvent as fire } from '@testing-library/dom';

  /** Sets what a person would type or do; a changed field tells all that a browser tells. */
  export const fireEvent: typeof fire;
  /** Makes a change and lets the framework show what follows. */
  export function act(change: () => unknown): Promise<void>;
  /** Shows the demo's workbench over that workstation. */
  export function mountWorkbench(workstation: Workstation): Promise<void>;
  /** Takes away what is shown. */
  export function cleanup(): void;
}
