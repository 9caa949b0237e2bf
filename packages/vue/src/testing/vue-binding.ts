import type { Workstation } from '@callstation/core';
import type { BindingHooks, BindingUnderTest, MountedProbes, Probe } from '@callstation/testkit/contracts';
import { createApp, defineComponent, h, nextTick, proxyRefs, shallowReactive, type Component, type Ref } from 'vue';

import * as binding from '../index.ts';
import { cycles } from './vue-cycles.ts';

const read =
  <T>(ref: Readonly<Ref<T>>) =>
  (): T =>
    ref.value;
const keep =
  <T>(value: T) =>
  (): T =>
    value;

/** The composables as the suite calls them. */
export const hooks: BindingHooks = {
  useWorkstation: () => keep(binding.useWorkstation()),
  useSelector: (select) => read(binding.useSelector(select)),
  useCall: (id) => keep(proxyRefs(binding.useCall(id))),
  useCalls: () => read(binding.useCalls()),
  useAgent: () => read(binding.useAgent()),
  useAgentActions: () => read(binding.useAgentActions()),
  useSupervisorActions: (target) => read(binding.useSupervisorActions(target)),
  useBoard: () => keep(proxyRefs(binding.useBoard())),
  useDirectory: (ask) => keep(proxyRefs(binding.useDirectory(ask))),
  useConnection: () => read(binding.useConnection()),
  useDevices: () => keep(proxyRefs(binding.useDevices())),
  useChat: (id) => read(binding.useChat(id)),
  useAudioLevel: (id) => read(binding.useAudioLevel(id)),
  useWorkstationEvent: (name, listener) => binding.useWorkstationEvent(name, listener),
};

/** A component that shows what a probe reads. */
export const cellOf = (probe: Probe, rendered: unknown[] = []): Component =>
  defineComponent({
    props: { prop: { type: String, default: '' } },
    setup(props) {
      const value = probe(hooks, () => props.prop);
      return () => {
        const shown = value();
        rendered.push(shown);
        return h('p', JSON.stringify(shown));
      };
    },
  });

async function mount(workstation: Workstation | null, probes: readonly Probe[], prop = ''): Promise<MountedProbes> {
  const rendered = probes.map((): unknown[] => []);
  const cells = probes.map((probe, at) => cellOf(probe, rendered[at]));
  const now = shallowReactive({ workstation, prop });
  const body = () => cells.map((cell) => h(cell, { prop: now.prop }));
  const container = document.createElement('div');
  const app = createApp(() =>
    now.workstation ? h(binding.WorkstationProvider, { workstation: now.workstation }, body) : body(),
  );
  app.mount(container);
  const again = async (change: Partial<typeof now>): Promise<void> => {
    Object.assign(now, change);
    await nextTick();
  };
  return {
    rendered,
    shown: () => [...container.querySelectorAll('p')].map(({ textContent }) => JSON.parse(textContent) as unknown),
    set: (next) => again({ prop: next }),
    swap: (next) => again({ workstation: next }),
    async unmount() {
      app.unmount();
    },
  };
}

/** The composables, and Vue as the suite drives it. */
export const vueBinding: BindingUnderTest = {
  hooks,
  mount,
  async act(change) {
    await change();
    // What was answered by then is rendered, too.
    for (let turn = 0; turn < 8; turn++) await nextTick();
  },
  cycles: cycles(cellOf),
};
