import { createWorkstation, type AgentVerb, type BoardAgent, type Update, type Workstation } from '@callstation/core';
import { AGENT_VERBS, CALL_VERBS } from '@callstation/core/model';
import { createFakeBackend, fakeOffer, type FakeBackend } from '@callstation/testkit';
import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { WorkstationProvider } from './provider.tsx';
import { useAgentActions } from './use-agent-actions.ts';
import { useBoard } from './use-board.ts';
import { useCall, type CallHandle } from './use-call.ts';
import { useDirectory, type DirectoryAnswer } from './use-directory.ts';
import { useSupervisorActions } from './use-supervisor-actions.ts';
import { useWorkstation } from './use-workstation.ts';

/** Verbs whose command has a shorter name in its own place. */
const NAMES: Partial<Record<AgentVerb, string>> = {
  setAgentStatus: 'setStatus',
  logoutAgent: 'logout',
  watchBoard: 'watch',
};

let backend: FakeBackend;
let workstation: Workstation;
const show = (ui: ReactNode): void =>
  void render(<WorkstationProvider workstation={workstation}>{ui}</WorkstationProvider>);

beforeEach(async () => {
  backend = createFakeBackend();
  workstation = createWorkstation({ backend });
  await workstation.connect();
});
afterEach(async () => {
  cleanup();
  await workstation.close();
});

describe('a hook path', () => {
  it.each(CALL_VERBS)('useCall() for %s', (verb) => {
    let handle: CallHandle | null = null;
    const Bar = () => {
      handle = useCall();
      return <p>{String(handle.actions[verb].allowed)}</p>;
    };
    show(<Bar />);
    expect(screen.getByText('false')).toBeDefined();
    expect(handle).toHaveProperty(verb, expect.any(Function));
  });

  it.each(AGENT_VERBS)('useAgentActions() and useWorkstation() for %s', (verb) => {
    let found = false;
    const Bar = () => {
      const { agent, calls, supervisor, board } = useWorkstation();
      const name = NAMES[verb] ?? verb;
      found = verb in agent || verb in calls || name in supervisor || name in board;
      return <p>{typeof useAgentActions()[verb].allowed}</p>;
    };
    show(<Bar />);
    expect(screen.getByText('boolean')).toBeDefined();
    expect(found).toBe(true);
  });
});

describe('useCall', () => {
  it('notes on the call it is of', async () => {
    let handle: CallHandle | null = null;
    const Bar = () => {
      handle = useCall();
      return null;
    };
    show(<Bar />);
    act(() => backend.emit({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' }));
    await act(async () => {
      await handle?.setContext({ remark: 'vip' });
      await handle?.annotate({ tags: ['a'] });
    });
    expect(backend.requests.map(({ method, params }) => [method, params])).toEqual([
      ['call.setContext', { sessionId: 's1', remark: 'vip' }],
      ['session.annotate', { sessionId: 's1', annotation: { tags: ['a'] } }],
    ]);
  });
});

describe('useBoard and useSupervisorActions', () => {
  const colleague = { id: 'bob', name: 'Bob', status: 'idle', since: 0, reach: 'page', skillGroups: [] } as const;
  const signal = (name: string): Update => ({
    type: 'signal',
    signal: { kind: 'board', at: 1, agents: [{ ...colleague, skillGroups: [], name }], queues: [] },
  });

  it('shows the board while mounted, with a verdict for each agent', async () => {
    const Row = ({ agent }: { agent: BoardAgent }) => {
      const { logoutAgent } = useSupervisorActions(agent);
      return <p>{`${agent.name} ${logoutAgent.allowed ? 'yes' : logoutAgent.reason}`}</p>;
    };
    const Panel = () => {
      const { board, error } = useBoard();
      return (
        <div>{board?.agents.map((agent) => <Row key={agent.id} agent={agent} />) ?? error?.code ?? 'nothing'}</div>
      );
    };
    await act(async () => show(<Panel />));
    await act(async () => backend.emit(signal('Bob')));
    expect(screen.getByText(/^Bob (yes|noRight|notSupported)$/u)).toBeDefined();
    await act(async () => backend.emit(signal('Bobby')));
    expect(screen.getByText(/^Bobby /u)).toBeDefined();
  });
});

describe('useDirectory', () => {
  it('asks on mount and on refresh, and drops a late answer', async () => {
    const answers: ((names: { id: string; name: string }[]) => void)[] = [];
    backend.handle('directory.breakReasons', () => new Promise((resolve) => answers.push(resolve)));
    let seen: DirectoryAnswer<{ id: string; name: string }[]> | null = null;
    const List = () => {
      seen = useDirectory((directory) => directory.breakReasons());
      return <p>{seen.data?.map(({ name }) => name).join() ?? 'none'}</p>;
    };
    await act(async () => show(<List />));
    expect(screen.getByText('none')).toBeDefined();
    await act(async () => seen?.refresh());
    await act(async () => {
      answers[1]?.([{ id: 'b', name: 'New' }]);
      answers[0]?.([{ id: 'a', name: 'Old' }]);
    });
    expect(screen.getByText('New')).toBeDefined();
  });

  it('keeps the answer when the next question fails', async () => {
    let seen: DirectoryAnswer<unknown> | null = null;
    backend.handle('directory.skillGroups', () => [{ id: 'g', name: 'Sales' }]);
    const List = () => {
      seen = useDirectory((directory) => directory.skillGroups());
      return <p>{`${JSON.stringify(seen.data)} ${seen.error?.code ?? 'fine'}`}</p>;
    };
    await act(async () => show(<List />));
    await act(async () => workstation.close());
    await act(async () => seen?.refresh());
    expect(screen.getByText('[{"id":"g","name":"Sales"}] notReady')).toBeDefined();
  });
});
