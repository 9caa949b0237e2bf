import { AGENT_VERBS, CALL_VERBS, type AgentVerb } from '@callstation/core/model';

import type { Runner } from '../runner.ts';
import type { BindingHooks, BindingUnderTest } from './binding-under-test.ts';
import { setStage } from './stage.ts';

/** Verbs whose command has a shorter name in its own place. */
const NAMES: Partial<Record<AgentVerb, string>> = {
  setAgentStatus: 'setStatus',
  logoutAgent: 'logout',
  watchBoard: 'watch',
};

/** Every verb of the unions has a way through the hooks. */
export function bindingVerbs({ it, expect }: Runner, { mount, act }: BindingUnderTest): void {
  it('gives a function and a verdict for every call verb', async () => {
    const { workstation, offer } = await setStage();
    offer('s1');
    const probes = await mount(workstation, [
      ({ useCall }) => {
        const handle = useCall();
        return () => CALL_VERBS.filter((verb) => typeof handle()[verb] !== 'function');
      },
      ({ useCall }) => {
        const handle = useCall();
        return () => CALL_VERBS.filter((verb) => handle().actions[verb].allowed);
      },
    ]);
    expect(probes.shown()).toEqual([[], ['answer', 'reject']]);
    await probes.unmount();
  });

  it('gives a verdict and a command for every agent verb', async () => {
    const { workstation } = await setStage();
    const probes = await mount(workstation, [
      ({ useAgentActions }) => {
        const actions = useAgentActions();
        return () => AGENT_VERBS.filter((verb) => typeof actions()[verb].allowed !== 'boolean');
      },
      ({ useWorkstation }) => {
        const own = useWorkstation();
        return () => {
          const { agent, calls, supervisor, board } = own();
          const places: object[] = [agent, calls, supervisor, board];
          return AGENT_VERBS.filter((verb) => !places.some((place) => (NAMES[verb] ?? verb) in place));
        };
      },
    ]);
    expect(probes.shown()).toEqual([[], []]);
    await probes.unmount();
  });

  it('sends what is asked of the current call, and rejects typed what is refused', async () => {
    const { workstation, backend, offer } = await setStage();
    let handle: ReturnType<BindingHooks['useCall']> | null = null;
    const probes = await mount(workstation, [
      ({ useCall }) => {
        const own = useCall();
        return () => {
          handle = own;
          return own().call?.id ?? 'none';
        };
      },
    ]);
    await expect(current().hold()).rejects.toMatchObject({ code: 'notFound' });
    await act(() => offer('s1'));
    await act(() => current().setContext({ remark: 'vip' }));
    await act(() => current().annotate({ tags: ['a'] }));
    await act(() => current().answer());
    await expect(current().hold()).rejects.toMatchObject({ code: 'invalidState' });
    expect(backend.requests.map(({ method, params }) => [method, params])).toEqual([
      ['call.setContext', { sessionId: 's1', remark: 'vip' }],
      ['session.annotate', { sessionId: 's1', annotation: { tags: ['a'] } }],
      ['call.answer', { sessionId: 's1' }],
    ]);
    await probes.unmount();

    function current(): ReturnType<ReturnType<BindingHooks['useCall']>> {
      if (handle === null) throw new Error('not mounted');
      return handle();
    }
  });
}
