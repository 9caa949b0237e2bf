import { createWorkstation, type Workstation } from '@callstation/core';
import { createFakeBackend, fakeOffer, type FakeBackend } from '@callstation/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp, effectScope, h, nextTick, watchSyncEffect, type App } from 'vue';

import { createWorkstationPlugin } from './plugin.ts';
import { useAgent } from './use-agent.ts';
import { useCall } from './use-call.ts';
import { useCalls } from './use-calls.ts';
import { useWorkstationEvent } from './use-workstation-event.ts';
import { useWorkstation } from './use-workstation.ts';
import { WorkstationProvider } from './workstation-provider.ts';

let backend: FakeBackend;
let workstation: Workstation;
const offer = (id: string): void => backend.emit({ type: 'session', session: fakeOffer(id), cause: 'sessionOffered' });
const mounted = (setup: () => () => unknown): { app: App; text: () => string } => {
  const app = createApp({
    setup: () => {
      const read = setup();
      return () => h('p', String(read()));
    },
  });
  const container = document.createElement('div');
  app.use(createWorkstationPlugin(workstation)).mount(container);
  return { app, text: () => container.textContent };
};

beforeEach(async () => {
  backend = createFakeBackend();
  workstation = createWorkstation({ backend });
  await workstation.connect();
});

describe('the bridge', () => {
  it('shows the change to a listener of its event already, before any render', () => {
    const seen: string[] = [];
    const { app } = mounted(() => {
      const [calls, { call }] = [useCalls(), useCall()];
      useWorkstationEvent('sessionOffered', () => seen.push(`${calls.value.length} ${call.value?.id}`));
      return () => '';
    });
    offer('s1');
    expect(seen).toEqual(['1 s1']);
    app.unmount();
  });

  it('gives an effect that runs at once the same snapshot through every composable', () => {
    const seen: string[] = [];
    const { app } = mounted(() => {
      const [calls, { call }] = [useCalls(), useCall()];
      watchSyncEffect(() => seen.push(`${calls.value.length} ${call.value?.id}`));
      return () => '';
    });
    offer('s1');
    offer('s2');
    expect([...new Set(seen)]).toEqual(['0 undefined', '1 s1', '2 s2']);
    app.unmount();
  });

  it('subscribes once however many composables there are, and once more after all have gone', async () => {
    let subscriptions = 0;
    const inner = workstation;
    workstation = {
      ...inner,
      subscribe(fn) {
        subscriptions++;
        return inner.subscribe(fn);
      },
    };
    for (const times of [1, 2]) {
      const { app, text } = mounted(() => {
        const [agent, calls] = [useAgent(), useCalls()];
        return () => `${agent.value?.name} ${calls.value.length}`;
      });
      offer(`s${times}`);
      await nextTick();
      expect(text()).toBe(`alice ${times}`);
      expect(subscriptions).toBe(times);
      app.unmount();
    }
  });

  it('works outside of a component, for a store: in the context of the app and a scope', () => {
    const app = createApp({}).use(createWorkstationPlugin(workstation));
    const scope = effectScope();
    const calls = scope.run(() => app.runWithContext(() => useCalls()));
    offer('s1');
    expect(calls?.value.length).toBe(1);
    scope.stop();
    offer('s2');
    expect(calls?.value.length).toBe(1);
  });
});

it('a provider stands before the plugin of the app', async () => {
  const other = createWorkstation({ backend: createFakeBackend() });
  const found: boolean[] = [];
  const Inner = {
    setup: () => {
      found.push(useWorkstation() === other);
      return () => null;
    },
  };
  const app = createApp(() => h(WorkstationProvider, { workstation: other }, () => h(Inner)));
  app.use(createWorkstationPlugin(workstation)).mount(document.createElement('div'));
  expect(found).toEqual([true]);
  app.unmount();
});
