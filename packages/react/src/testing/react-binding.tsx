import type { Workstation } from '@callstation/core';
import type { BindingHooks, BindingUnderTest, MountedProbes, Probe } from '@callstation/testkit/contracts';
import { act, render } from '@testing-library/react';
import { Fragment, StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

import * as binding from '../index.ts';

const read =
  <T,>(value: T) =>
  (): T =>
    value;

/** The hooks as the suite calls them. */
export const hooks: BindingHooks = {
  useWorkstation: () => read(binding.useWorkstation()),
  useSelector: (select) => read(binding.useSelector(select)),
  useCall: (id) => read(binding.useCall(id?.())),
  useCalls: () => read(binding.useCalls()),
  useAgent: () => read(binding.useAgent()),
  useAgentActions: () => read(binding.useAgentActions()),
  useSupervisorActions: (target) => read(binding.useSupervisorActions(target())),
  useBoard: () => read(binding.useBoard()),
  useDirectory: (ask) => read(binding.useDirectory(ask)),
  useConnection: () => read(binding.useConnection()),
  useDevices: () => read(binding.useDevices()),
  useChat: (id) => read(binding.useChat(id())),
  useAudioLevel: (id) => read(binding.useAudioLevel(id())),
  useWorkstationEvent: (name, listener) => binding.useWorkstationEvent(name, listener),
};

interface CellProps {
  probe: Probe;
  prop: string;
  rendered?: unknown[];
}

/** Shows what a probe reads. */
export function Cell({ probe, prop, rendered }: CellProps): ReactNode {
  const value = probe(hooks, () => prop)();
  rendered?.push(value);
  return <p>{JSON.stringify(value)}</p>;
}

async function mount(
  Mode: typeof StrictMode,
  workstation: Workstation | null,
  probes: readonly Probe[],
  prop = '',
): Promise<MountedProbes> {
  const rendered = probes.map((): unknown[] => []);
  const now = { workstation, prop };
  const tree = (): ReactNode => {
    const cells = probes.map((probe, at) => (
      <Cell key={at} probe={probe} prop={now.prop} {...(rendered[at] ? { rendered: rendered[at] } : {})} />
    ));
    if (!now.workstation) return cells;
    return (
      <Mode>
        <binding.WorkstationProvider workstation={now.workstation}>{cells}</binding.WorkstationProvider>
      </Mode>
    );
  };
  const view = render(tree());
  const again = async (change: Partial<typeof now>): Promise<void> => {
    Object.assign(now, change);
    await act(async () => view.rerender(tree()));
  };
  return {
    rendered,
    shown: () => [...view.container.querySelectorAll('p')].map(({ textContent }) => JSON.parse(textContent) as unknown),
    set: (next) => again({ prop: next }),
    swap: (next) => again({ workstation: next }),
    unmount: async () => act(async () => view.unmount()),
  };
}

/** One way to come and go: `cell` is what is shown the n-th time. */
const cycle =
  (cell: (probe: Probe, at: number) => ReactNode) =>
  async (workstation: Workstation, probe: Probe, times: number): Promise<void> => {
    const root = createRoot(document.createElement('div'));
    const show = (ui: ReactNode): void => {
      act(() => root.render(<binding.WorkstationProvider workstation={workstation}>{ui}</binding.WorkstationProvider>));
    };
    for (let at = 0; at < times; at++) {
      show(cell(probe, at));
      show(null);
    }
    await act(async () => root.unmount());
  };

const underTest = (Mode: typeof StrictMode): BindingUnderTest => ({
  hooks,
  mount: (...args) => mount(Mode, ...args),
  act: async (change) => {
    await act(async () => {
      await change();
    });
  },
  cycles: {
    'shown and taken away': cycle((probe) => <Cell probe={probe} prop="" />),
    'another key each time': cycle((probe, at) => <Cell key={at} probe={probe} prop="" />),
    'under StrictMode': cycle((probe) => (
      <StrictMode>
        <Cell probe={probe} prop="" />
      </StrictMode>
    )),
  },
});

/** The hooks, and React as the suite drives it. */
export const reactBinding = underTest(Fragment);
/** The same under StrictMode, which runs every effect twice. */
export const strictReactBinding = underTest(StrictMode);
