import type { Board, BoardAgent, Levels, MediaDevice } from '@callstation/core';

import { T0 } from '../../fake-states.ts';
import type { Runner } from '../runner.ts';
import type { BindingHooks, BindingUnderTest } from './binding-under-test.ts';
import { setStage } from './stage.ts';

const BOB: BoardAgent = { id: 'bob', name: 'Bob', status: 'idle', since: T0, reach: 'page', skillGroups: [] };
const board = (name: string): Board => ({ at: T0, agents: [{ ...BOB, name }], queues: [] });

/** What is not in the snapshot: board, directory, devices, loudness. */
export function bindingHandles({ it, expect }: Runner, { mount, act }: BindingUnderTest): void {
  it('shows the board while mounted, or why not, with a verdict for each agent', async () => {
    const { workstation, backend } = await setStage();
    const probes = await mount(workstation, [
      ({ useBoard, useSupervisorActions }) => {
        const [handle, actions] = [useBoard(), useSupervisorActions(() => BOB)];
        return () => [handle().board?.agents[0]?.name ?? handle().error?.code ?? 'nothing', actions().listen.allowed];
      },
    ]);
    await act(() => undefined);
    expect(probes.shown()).toEqual([['forbidden', false]]);
    for (const name of ['Bob', 'Bobby']) {
      await act(() => backend.emit({ type: 'signal', signal: { kind: 'board', ...board(name) } }));
      expect(probes.shown()).toEqual([[name, false]]);
    }
    await probes.unmount();
  });

  it('asks the directory at once and on refresh, and drops a late answer', async () => {
    const { workstation, backend } = await setStage();
    const answers: ((names: { id: string; name: string }[]) => void)[] = [];
    backend.handle('directory.breakReasons', () => new Promise((resolve) => answers.push(resolve)));
    let refresh = (): void => undefined;
    const probes = await mount(workstation, [
      ({ useDirectory }) => {
        const list = useDirectory((directory) => directory.breakReasons());
        return () => {
          refresh = () => list().refresh();
          return list().data?.map(({ name }) => name) ?? 'none';
        };
      },
    ]);
    expect(probes.shown()).toEqual(['none']);
    await act(() => undefined);
    await act(() => refresh());
    const [first, second] = answers.slice(-2);
    await act(() => {
      second?.([{ id: 'b', name: 'New' }]);
      first?.([{ id: 'a', name: 'Old' }]);
    });
    expect(probes.shown()).toEqual([['New']]);
    await probes.unmount();
  });

  it('keeps the last answer of the directory when the next question fails', async () => {
    const { workstation, backend } = await setStage();
    backend.handle('directory.skillGroups', () => [{ id: 'g', name: 'Sales' }]);
    let refresh = (): void => undefined;
    const probes = await mount(workstation, [
      ({ useDirectory }) => {
        const list = useDirectory((directory) => directory.skillGroups());
        return () => {
          refresh = () => list().refresh();
          return [list().data?.length ?? 0, list().error?.code ?? 'fine'];
        };
      },
    ]);
    await act(() => undefined);
    expect(probes.shown()).toEqual([[1, 'fine']]);
    await act(() => workstation.close());
    await act(() => refresh());
    expect(probes.shown()).toEqual([[1, 'notReady']]);
    await probes.unmount();
  });

  it('lists devices, lists them again and chooses one', async () => {
    const { workstation, backend } = await setStage();
    let handle: ReturnType<BindingHooks['useDevices']> | null = null;
    const probes = await mount(workstation, [
      ({ useDevices }) => {
        const own = useDevices();
        handle = own;
        return () => {
          handle = own;
          return own().devices.map(({ kind }: MediaDevice) => kind);
        };
      },
    ]);
    await act(() => undefined);
    expect(probes.shown()).toEqual([['microphone', 'speaker', 'camera']]);
    await act(() => handle?.().select({ microphone: 'mic-1' }));
    await act(() => handle?.().refresh());
    expect(backend.media.chosen).toMatchObject({ microphone: 'mic-1' });
    expect(probes.shown()).toEqual([['microphone', 'speaker', 'camera']]);
    await probes.unmount();
  });

  it('shows the loudness of the call it is of, and begins with silence', async () => {
    const { workstation, backend } = await setStage();
    const loud: Levels = { mic: 0.5, peer: 0.25 };
    const probes = await mount(
      workstation,
      [
        ({ useAudioLevel }, id) => {
          const levels = useAudioLevel(() => id() || null);
          return () => levels();
        },
      ],
      's1',
    );
    expect(probes.shown()).toEqual([{ mic: 0, peer: 0 }]);
    await act(() => backend.media.loudness('s1', loud));
    await act(() => backend.media.loudness('s2', { mic: 1, peer: 1 }));
    expect(probes.shown()).toEqual([loud]);
    await probes.set('s2');
    expect(probes.shown()).toEqual([{ mic: 0, peer: 0 }]);
    await probes.set('');
    await act(() => backend.media.loudness('s2', loud));
    expect(probes.shown()).toEqual([{ mic: 0, peer: 0 }]);
    await probes.unmount();
  });
}
