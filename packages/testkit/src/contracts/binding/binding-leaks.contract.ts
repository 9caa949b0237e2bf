import type { Runner } from '../runner.ts';
import type { BindingUnderTest, Probe } from './binding-under-test.ts';
import { setStage } from './stage.ts';

const TIMES = 1_000;
const TIMEOUT_MS = 60_000;

/** One component that uses every hook. */
const everything: Probe = (hooks) => {
  hooks.useWorkstationEvent('sessionOffered', () => undefined);
  const reads = [
    ...[hooks.useWorkstation(), hooks.useSelector((snapshot) => snapshot.agent), hooks.useCall(), hooks.useCalls()],
    ...[hooks.useAgent(), hooks.useAgentActions(), hooks.useConnection(), hooks.useDevices(), hooks.useBoard()],
    ...[hooks.useChat(() => 'c1'), hooks.useAudioLevel(() => 's1')],
    hooks.useSupervisorActions(() => ({ id: 'bob', status: 'idle' })),
    hooks.useDirectory((directory) => directory.breakReasons()),
  ];
  return () => reads.map((read) => typeof read());
};

/** The runner has a few of its own, which come and go. */
const FEW = 5;
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

/** What goes leaves nothing behind. */
export function bindingLeaks({ it, expect }: Runner, { mount, act, cycles }: BindingUnderTest): void {
  it('leaves no listener when it goes, and renders no more', async () => {
    const { workstation, offer, listeners } = await setStage();
    const probes = await mount(workstation, [everything, everything]);
    expect(listeners()).toBeGreaterThanOrEqual(4);
    await probes.unmount();
    const rendered = probes.rendered.map(({ length }) => length);
    await act(() => offer('s1'));
    expect(probes.rendered.map(({ length }) => length)).toEqual(rendered);
    expect(listeners()).toBe(0);
  });

  for (const [way, cycle] of Object.entries(cycles)) {
    it(
      `leaves nothing after ${TIMES} times: ${way}`,
      async () => {
        const { workstation, listeners } = await setStage();
        const before = timers();
        let made = 0;
        const counted: Probe = (hooks, prop) => {
          made++;
          return everything(hooks, prop);
        };
        await cycle(workstation, counted, TIMES);
        expect(made).toBeGreaterThanOrEqual(TIMES);
        expect(listeners()).toBe(0);
        expect(timers()).toBeLessThan(before + FEW);
        await workstation.close();
      },
      TIMEOUT_MS,
    );
  }

  it('goes over to another workstation whole', async () => {
    const [first, second] = [await setStage(), await setStage()];
    second.offer('of-second');
    const heard: string[] = [];
    const probes = await mount(first.workstation, [
      ({ useCalls, useWorkstationEvent }) => {
        useWorkstationEvent('sessionOffered', ({ session }) => heard.push(session.id));
        const calls = useCalls();
        return () => calls().map(({ id }) => id);
      },
      everything,
    ]);
    await probes.swap(second.workstation);
    expect(probes.shown()[0]).toEqual(['of-second']);
    expect(first.listeners()).toBe(0);
    const rendered = probes.rendered.map(({ length }) => length);
    await act(() => first.offer('of-first'));
    expect(probes.rendered.map(({ length }) => length)).toEqual(rendered);
    await act(() => second.offer('next'));
    expect(probes.shown()[0]).toEqual(['of-second', 'next']);
    expect(heard).toEqual(['next']);
    await probes.unmount();
    expect(second.listeners()).toBe(0);
  });
}
