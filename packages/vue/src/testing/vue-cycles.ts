import type { BindingUnderTest, Probe } from '@callstation/testkit/contracts';
import { createApp, h, KeepAlive, nextTick, shallowRef, type Component, type VNode } from 'vue';

import { createWorkstationPlugin } from '../plugin.ts';

type Cycle = BindingUnderTest['cycles'][string];

/** Shows another thing for every turn; the turn after the last is -1. */
const turning =
  (show: (cell: Component, turn: number) => VNode | null) =>
  (cellOf: (probe: Probe) => Component): Cycle =>
  async (workstation, probe, times) => {
    const cell = cellOf(probe);
    const turn = shallowRef(-1);
    const app = createApp(() => show(cell, turn.value)).use(createWorkstationPlugin(workstation));
    app.mount(document.createElement('div'));
    for (let at = 0; at < times; at++) {
      for (const next of [at, -1]) {
        turn.value = next;
        await nextTick();
      }
    }
    app.unmount();
  };

/** A new app that uses the same plugin, as after a reload of the module that makes the app. */
const newApp =
  (cellOf: (probe: Probe) => Component): Cycle =>
  async (workstation, probe, times) => {
    const plugin = createWorkstationPlugin(workstation);
    for (let at = 0; at < times; at++) {
      const app = createApp(cellOf(probe)).use(plugin);
      app.mount(document.createElement('div'));
      app.unmount();
    }
  };

/** The part of Vue's runtime for hot updates that a development server calls. */
interface HotRuntime {
  createRecord(id: string, component: Component): boolean;
  reload(id: string, component: Component): void;
}

/** What a bundler's development server does to a component that was edited. */
const hotUpdate =
  (cellOf: (probe: Probe) => Component): Cycle =>
  async (workstation, probe, times) => {
    const { __VUE_HMR_RUNTIME__: runtime } = globalThis as unknown as { __VUE_HMR_RUNTIME__: HotRuntime };
    const make = (): Component => Object.assign(cellOf(probe), { __hmrId: 'cell' });
    const cell = make();
    runtime.createRecord('cell', cell);
    const app = createApp(() => h(cell)).use(createWorkstationPlugin(workstation));
    app.mount(document.createElement('div'));
    for (let at = 0; at < times; at++) {
      runtime.reload('cell', make());
      await nextTick();
    }
    app.unmount();
  };

/** Vue's ways to come and go. */
export const cycles = (cellOf: (probe: Probe) => Component): BindingUnderTest['cycles'] => ({
  'shown and taken away': turning((cell, turn) => (turn < 0 ? null : h(cell)))(cellOf),
  'another key each time': turning((cell, turn) => h(cell, { key: turn }))(cellOf),
  'under KeepAlive': turning((cell, turn) =>
    h(KeepAlive, { max: 3 }, () => (turn < 0 ? null : h(cell, { key: turn }))),
  )(cellOf),
  'the plugin in a new app each time': newApp(cellOf),
  'a hot update each time': hotUpdate(cellOf),
});
