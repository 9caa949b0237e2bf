import type { Workstation } from '@callstation/core';

import type { Runner } from '../runner.ts';
import type { Probe } from './binding-under-test.ts';
import { setStage } from './stage.ts';

/** What renders a probe to a string in a bare Node. */
export type RenderToString = (workstation: Workstation, probe: Probe) => Promise<string>;

/** A binding on a server: it shows the snapshot, and neither listens nor asks. Run it where there is no DOM. */
export function bindingServerContract({ describe, it, expect }: Runner, name: string, render: RenderToString): void {
  describe(`binding on a server: ${name}`, () => {
    it('runs where there is no DOM', () => {
      expect([typeof document, typeof window]).toEqual(['undefined', 'undefined']);
    });

    it('shows the snapshot', async () => {
      const { workstation, offer } = await setStage();
      offer('s1');
      const html = await render(workstation, ({ useAgent, useCalls, useCall, useConnection }) => {
        const [agent, calls, current, page] = [useAgent(), useCalls(), useCall(), useConnection()];
        return () => `${agent()?.name} ${calls().length} ${current().call?.phase} ${page().connection.state}`;
      });
      expect(html).toMatch(/>alice 1 offered ready</u);
    });

    it('listens to nothing and asks for nothing', async () => {
      const { workstation, backend, listeners } = await setStage();
      let heard = 0;
      await render(workstation, (hooks) => {
        hooks.useWorkstationEvent('sessionOffered', () => heard++);
        const board = hooks.useBoard();
        const devices = hooks.useDevices();
        const list = hooks.useDirectory((directory) => directory.breakReasons());
        const levels = hooks.useAudioLevel(() => 's1');
        return () => [board(), devices().devices, list().data, levels()];
      });
      expect([listeners(), backend.requests.length, heard]).toEqual([0, 0, 0]);
    });
  });
}
