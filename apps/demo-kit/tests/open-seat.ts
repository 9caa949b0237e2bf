import { createWorkstation, type Workstation } from '@callstation/core';
import {
  AGENT_VERBS,
  callCommand,
  reduceCall,
  type ActiveCall,
  type AgentSnapshot,
  type CallSnapshot,
} from '@callstation/core/model';
import {
  createFakeBackend,
  createFakeLogger,
  fakeAgent,
  fakeCapabilities,
  fakeOffer,
  fakeState,
  settle,
  type FakeBackend,
} from '@callstation/testkit';
import { act, cleanup, configure, fireEvent, mountWorkbench, screen } from 'demo-face';

// Whether an element can be seen is not asked for every query: nothing here is hidden by a style, and that is slow.
configure({ defaultHidden: true });

/** The whole demo over a backend that says what it is told to. */
export interface OpenSeat {
  backend: FakeBackend;
  workstation: Workstation;
  /** Waits for what is on its way. */
  settled(): Promise<void>;
  tell(...updates: Parameters<FakeBackend['emit']>): Promise<void>;
  show(call: CallSnapshot): Promise<void>;
  press(name: string): Promise<void>;
  /** Method and params of the newest request that changes something. */
  asked(): unknown[];
  /** A call that is in conversation in this page. */
  active(changes?: Partial<ActiveCall>, id?: string): ActiveCall;
  close(): Promise<void>;
}

/** Opens it as that agent; `prepare` first, for what is asked at once. */
export async function openSeat(
  agent: Partial<AgentSnapshot> = {},
  prepare: (backend: FakeBackend) => void = () => undefined,
): Promise<OpenSeat> {
  const backend = createFakeBackend();
  prepare(backend);
  const workstation = createWorkstation({ backend, ports: { logger: createFakeLogger() } });
  await workstation.connect();
  const { pageId } = workstation.getSnapshot().page;
  const settled = (): Promise<void> => act(() => settle());
  const tell: OpenSeat['tell'] = (...updates) =>
    act(async () => {
      backend.emit(...updates);
      await settle();
    });
  const state = fakeState({
    agent: { ...fakeAgent('alice'), ...agent } as AgentSnapshot,
    capabilities: { ...fakeCapabilities(), agent: [...AGENT_VERBS] },
  });
  backend.emit({ type: 'reset', state });
  await mountWorkbench(workstation);
  await settled();
  return {
    ...{ backend, workstation, settled, tell },
    show: (session) => tell({ type: 'session', session, cause: 'sessionChanged' }),
    press: (name) =>
      act(async () => {
        const target = screen.getByRole('button', { name });
        target.focus();
        fireEvent.click(target);
        await settle();
      }),
    asked() {
      const { method, params } = backend.requests.findLast((one) => !/^(directory|board)\./u.test(one.method)) ?? {};
      return [method, params];
    },
    active(changes = {}, id = 's1') {
      const connecting = reduceCall(fakeOffer(id, '10001'), { ...callCommand('answer', {}, pageId), at: 1 })[0];
      const leg = { state: 'flowing', at: { page: pageId } } as const;
      return { ...(reduceCall(connecting, { type: 'leg', leg, at: 2 })[0] as ActiveCall), ...changes };
    },
    async close() {
      cleanup();
      await workstation.close();
    },
  };
}
