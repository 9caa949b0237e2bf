import type { ChatSnapshot } from '@callstation/core';

import { T0 } from '../../fake-states.ts';
import type { Runner } from '../runner.ts';
import type { BindingUnderTest } from './binding-under-test.ts';
import { setStage } from './stage.ts';

const CHAT: ChatSnapshot = {
  ...{ id: 'c1', engagementId: 'c1-e', kind: 'im', role: 'handler', direction: 'in', createdAt: T0 },
  ...{ context: { flow: 'in' }, peer: { id: 'c1-peer', role: 'customer', state: 'ringing' } },
  ...{ phase: 'offered', deadline: null },
};

/** What is read of the snapshot. */
export function bindingReads({ it, expect }: Runner, { hooks, mount, act }: BindingUnderTest): void {
  it('shows the agent, the connection and the calls, and follows them', async () => {
    const { workstation, backend, offer } = await setStage();
    const probes = await mount(workstation, [
      ({ useAgent, useConnection, useCalls, useCall, useSelector }) => {
        const [agent, page, calls] = [useAgent(), useConnection(), useCalls()];
        const [current, sessions] = [useCall(), useSelector((snapshot) => snapshot.sessions)];
        return () => [
          agent()?.name,
          page().connection.state,
          calls().length,
          current().call?.phase ?? 'none',
          sessions().length,
        ];
      },
    ]);
    expect(probes.shown()).toEqual([['alice', 'ready', 0, 'none', 0]]);
    await act(() => offer('s1'));
    expect(probes.shown()).toEqual([['alice', 'ready', 1, 'offered', 1]]);
    await act(() => backend.emit({ type: 'removed', id: 's1', cause: 'sessionRemoved' }));
    expect(probes.shown()).toEqual([['alice', 'ready', 0, 'none', 0]]);
    await probes.unmount();
  });

  it('keeps calls and chats apart', async () => {
    const { workstation, backend, offer } = await setStage();
    offer('s1');
    backend.emit({ type: 'session', session: CHAT, cause: 'sessionOffered' });
    const probes = await mount(
      workstation,
      [
        ({ useChat, useCall, useCalls }, id) => {
          const [chat, call, calls] = [useChat(id), useCall(id), useCalls()];
          return () => [chat()?.id ?? 'none', call().call?.id ?? 'none', calls().map((each) => each.id)];
        },
      ],
      'c1',
    );
    expect(probes.shown()).toEqual([['c1', 'none', ['s1']]]);
    await probes.set('s1');
    expect(probes.shown()).toEqual([['none', 's1', ['s1']]]);
    await probes.unmount();
  });

  it('follows another id, with the verbs too', async () => {
    const { workstation, backend, offer } = await setStage();
    offer('s1');
    offer('s2');
    let answer = (): Promise<void> => Promise.reject(new Error('not mounted'));
    const probes = await mount(
      workstation,
      [
        ({ useCall }, id) => {
          const handle = useCall(id);
          return () => {
            answer = () => handle().answer();
            return [handle().call?.id, handle().actions.answer.allowed];
          };
        },
      ],
      's1',
    );
    expect(probes.shown()).toEqual([['s1', true]]);
    await probes.set('s2');
    expect(probes.shown()).toEqual([['s2', true]]);
    await act(answer);
    expect(backend.requests.map(({ method, params }) => [method, params])).toEqual([
      ['call.answer', { sessionId: 's2' }],
    ]);
    await probes.unmount();
  });

  it('sees what happened before it was mounted, and what comes while it is', async () => {
    const { workstation, offer } = await setStage();
    offer('s1');
    const probes = await mount(workstation, [
      ({ useCalls }) => {
        const calls = useCalls();
        return () => calls().length;
      },
    ]);
    await act(() => {
      offer('s2');
      offer('s3');
    });
    expect(probes.shown()).toEqual([3]);
    await probes.unmount();
  });

  it('reads the workstation itself', async () => {
    const { workstation } = await setStage();
    const probes = await mount(workstation, [
      ({ useWorkstation }) => {
        const own = useWorkstation();
        return () => own() === workstation;
      },
    ]);
    expect(probes.shown()).toEqual([true]);
    await probes.unmount();
  });

  it('says what to do when there is no workstation', async () => {
    const thrown = await mount(null, [() => hooks.useWorkstation()]).catch((error: unknown) => error);
    expect(String(thrown)).toMatch(/^Error: No workstation here\. .*<WorkstationProvider/u);
  });
}
