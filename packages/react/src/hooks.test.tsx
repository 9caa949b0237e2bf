import { CallstationError, createWorkstation, type Backend, type Update, type Workstation } from '@callstation/core';
import { fakeOffer, fakeState } from '@callstation/testkit';
import { act, cleanup, render, screen } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { useAgent } from './use-agent.ts';
import { useCall } from './use-call.ts';
import { useCalls } from './use-calls.ts';
import { useConnection } from './use-connection.ts';
import { useWorkstationEvent } from './use-workstation-event.ts';
import { useWorkstation } from './use-workstation.ts';
import { WorkstationProvider } from './provider.tsx';

/** A backend whose updates the test sends, and whose requests it sees. */
function scripted(): { backend: Backend; send: (update: Update) => void; requests: string[] } {
  let sink: (update: Update) => void = () => undefined;
  const requests: string[] = [];
  const backend: Backend = {
    async connect(to) {
      sink = to;
      sink({ type: 'reset', state: fakeState() });
    },
    async request(method) {
      requests.push(method);
      throw new CallstationError('notSupported');
    },
    devices: { list: async () => [], select: async () => {}, unlock: async () => {}, ring: () => {} },
    levels: () => () => {},
    close: async () => {},
  };
  return { backend, send: (update) => sink(update), requests };
}

let wire: ReturnType<typeof scripted>;
let workstation: Workstation;
const offer = (id: string): void => wire.send({ type: 'session', session: fakeOffer(id), cause: 'sessionOffered' });
const show = (ui: ReactNode): void =>
  void render(
    <StrictMode>
      <WorkstationProvider workstation={workstation}>{ui}</WorkstationProvider>
    </StrictMode>,
  );

beforeEach(async () => {
  wire = scripted();
  workstation = createWorkstation({ backend: wire.backend });
  await workstation.connect();
});
afterEach(async () => {
  cleanup();
  await workstation.close();
});

describe('hooks', () => {
  it('follow the snapshot', () => {
    const Seat = () => (
      <p>
        {useAgent()?.name} {useConnection().connection.state} {useCalls().length} {useCall().call?.phase ?? 'none'}
      </p>
    );
    show(<Seat />);
    expect(screen.getByText('alice ready 0 none')).toBeDefined();
    act(() => offer('s1'));
    expect(screen.getByText('alice ready 1 offered')).toBeDefined();
    act(() => wire.send({ type: 'removed', id: 's1', cause: 'sessionRemoved' }));
    expect(screen.getByText('alice ready 0 none')).toBeDefined();
  });

  it('render a row only when its own call changed', () => {
    const renders: Record<string, number> = { s1: 0, s2: 0 };
    const Row = ({ id }: { id: string }) => {
      const { call } = useCall(id);
      renders[id] = (renders[id] ?? 0) + 1;
      return <p>{call?.peer.number}</p>;
    };
    offer('s1');
    offer('s2');
    // Without StrictMode, which doubles renders on purpose.
    render(
      <WorkstationProvider workstation={workstation}>
        <Row id="s1" />
        <Row id="s2" />
      </WorkstationProvider>,
    );
    expect(renders).toEqual({ s1: 1, s2: 1 });
    const changed = { ...fakeOffer('s2'), context: { flow: 'in', remark: 'new' } } as const;
    act(() => wire.send({ type: 'session', session: changed, cause: 'contextChanged' }));
    expect(renders).toEqual({ s1: 1, s2: 2 });
  });

  it('hear events once, with the newest listener, also under StrictMode', () => {
    const heard = vi.fn();
    const Ears = () => {
      useWorkstationEvent('sessionOffered', ({ session }) => heard(session.id));
      return null;
    };
    show(<Ears />);
    act(() => offer('s1'));
    expect(heard.mock.calls).toEqual([['s1']]);
    cleanup();
    offer('s2');
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('bind the verbs to the call, and reject typed what is refused', async () => {
    let answer: () => Promise<void> = async () => undefined;
    const Bar = () => {
      const handle = useCall();
      answer = () => handle.answer();
      return <p>{String(handle.actions.answer.allowed)}</p>;
    };
    act(() => offer('s1'));
    show(<Bar />);
    expect(screen.getByText('true')).toBeDefined();
    await expect(answer()).rejects.toMatchObject({ code: 'notSupported' });
    expect(wire.requests).toEqual(['call.answer']);
  });

  it('render on a server', () => {
    const Seat = () => <p>{useAgent()?.name}</p>;
    const html = renderToString(
      <WorkstationProvider workstation={workstation}>
        <Seat />
      </WorkstationProvider>,
    );
    expect(html).toBe('<p>alice</p>');
  });

  it('say what is missing without a provider', () => {
    const Lost = () => <>{String(useWorkstation())}</>;
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(() => render(<Lost />)).toThrow('WorkstationProvider');
    quiet.mockRestore();
  });
});
