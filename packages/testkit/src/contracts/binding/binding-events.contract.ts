import type { Runner } from '../runner.ts';
import type { BindingUnderTest, Probe } from './binding-under-test.ts';
import { setStage } from './stage.ts';

/** What hears events: with the newest prop. */
const ears =
  (heard: string[]): Probe =>
  ({ useWorkstationEvent }, prop) => {
    useWorkstationEvent('sessionOffered', ({ session }) => heard.push(`${prop()}${session.id}`));
    return () => 'ears';
  };

/** Events arrive once each, while mounted. */
export function bindingEvents({ it, expect }: Runner, { mount, act }: BindingUnderTest): void {
  it('hears every event once, in order, however many come before a render', async () => {
    const { workstation, offer } = await setStage();
    const heard: string[] = [];
    const probes = await mount(workstation, [ears(heard)]);
    const ids = Array.from({ length: 50 }, (_, at) => `s${at}`);
    await act(() => ids.forEach(offer));
    expect(heard).toEqual(ids);
    await probes.unmount();
    await act(() => offer('late'));
    expect(heard.length).toBe(50);
  });

  it('uses the newest prop, and does not listen anew for it', async () => {
    const { workstation, offer, listeners } = await setStage();
    const heard: string[] = [];
    const probes = await mount(workstation, [ears(heard)], 'a-');
    const before = listeners();
    await probes.set('b-');
    await act(() => offer('s1'));
    expect(heard).toEqual(['b-s1']);
    expect(listeners()).toBe(before);
    await probes.unmount();
  });

  it('lets a listener cause the next change', async () => {
    const { workstation, backend, offer } = await setStage();
    const probes = await mount(workstation, [
      ({ useWorkstationEvent, useCalls }) => {
        useWorkstationEvent('sessionOffered', ({ session }) => {
          if (session.id === 's1') offer('s2');
        });
        const calls = useCalls();
        return () => calls().map(({ id }) => id);
      },
    ]);
    await act(() => offer('s1'));
    expect(probes.shown()).toEqual([['s1', 's2']]);
    await act(() => backend.emit({ type: 'removed', id: 's1', cause: 'sessionRemoved' }));
    expect(probes.shown()).toEqual([['s2']]);
    await probes.unmount();
  });
}
