import type { Runner } from '../runner.ts';
import type { BindingUnderTest, Probe } from './binding-under-test.ts';
import { setStage, type Stage } from './stage.ts';

const row =
  (id: string): Probe =>
  ({ useCall }) => {
    const handle = useCall(() => id);
    return () => handle().call?.context.remark ?? 'no remark';
  };

/** A second of loudness, 1,000 reports, with a state change after every hundredth. */
async function loudSecond({ backend, remark }: Stage, act: BindingUnderTest['act']): Promise<void> {
  for (let at = 0; at < 10; at++) {
    for (let level = 0; level < 100; level++) {
      await act(() => backend.media.loudness('s1', { mic: level / 100, peer: at / 10 }));
    }
    await act(() => remark('s1', `change ${at}`));
  }
}

/** Renders are state changes, one for one. Not for a mode that renders twice on purpose. */
export function bindingRenderContract({ describe, it, expect }: Runner, name: string, binding: BindingUnderTest): void {
  const { mount, act } = binding;
  describe(`renders of the binding: ${name}`, () => {
    it('renders a row when its own call changed, and no other', async () => {
      const { workstation, offer, remark } = await setStage();
      offer('s1');
      offer('s2');
      const probes = await mount(workstation, [row('s1'), row('s2')]);
      await act(() => remark('s2', 'new'));
      expect(probes.rendered).toEqual([['no remark'], ['no remark', 'new']]);
      await probes.unmount();
    });

    it('renders once for each state change, under 1,000 reports of loudness too', async () => {
      const stage = await setStage();
      stage.offer('s1');
      const meter: Probe = ({ useAudioLevel }) => useAudioLevel(() => 's1');
      const probes = await mount(stage.workstation, [row('s1'), meter]);
      await loudSecond(stage, act);
      const changes = Array.from({ length: 10 }, (_, at) => `change ${at}`);
      expect(probes.rendered[0]).toEqual(['no remark', ...changes]);
      // The meter does follow: its first silence, then every report.
      expect(probes.rendered[1]?.length).toBe(1_001);
      await probes.unmount();
    }, 30_000);

    it('renders nothing for what says the same again', async () => {
      const { workstation, offer } = await setStage();
      offer('s1');
      const probes = await mount(workstation, [row('s1')]);
      await act(() => offer('s1'));
      expect(probes.rendered).toEqual([['no remark']]);
      await probes.unmount();
    });

    it('never shows two states at once: every render of every component reads one snapshot', async () => {
      const { workstation, backend, offer } = await setStage();
      const probe: Probe = ({ useCalls, useSelector, useCall, useWorkstationEvent }) => {
        const [calls, count, current] = [useCalls(), useSelector(({ sessions }) => sessions.length), useCall()];
        useWorkstationEvent('sessionOffered', ({ session }) => {
          if (session.id === 's1') offer('s2');
        });
        return () => [calls().length, count(), current().call === null ? 'none' : 'some'];
      };
      const probes = await mount(workstation, [probe, probe, probe]);
      await act(() => offer('s1'));
      for (const id of ['s1', 's2']) await act(() => backend.emit({ type: 'removed', id, cause: 'sessionRemoved' }));
      for (const rendered of probes.rendered) {
        expect(rendered).toEqual([
          [0, 0, 'none'],
          [2, 2, 'some'],
          [1, 1, 'some'],
          [0, 0, 'none'],
        ]);
      }
      await probes.unmount();
    });
  });
}
