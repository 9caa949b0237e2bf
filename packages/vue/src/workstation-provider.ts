import type { Workstation } from '@callstation/core';
import { computed, defineComponent, Fragment, h, provide, type PropType, type VNode } from 'vue';

import { WORKSTATION } from './workstation-key.ts';

/** Props of {@link WorkstationProvider}. */
export interface WorkstationProviderProps {
  /** Made by `createWorkstation()`. The provider owns nothing: connect and close it yourself. */
  workstation: Workstation;
}

/** What a template sees of {@link WorkstationProvider}. */
export interface WorkstationProviderComponent {
  new (): { $props: WorkstationProviderProps; $slots: { default?: () => VNode[] } };
}

const provider = defineComponent({
  name: 'WorkstationProvider',
  props: { workstation: { type: Object as PropType<Workstation>, required: true } },
  setup(props, { slots }) {
    // What is provided may not change, so another workstation is another seat: what is below starts anew.
    const seat = computed<number>((before = 0) => (props.workstation ? before + 1 : before));
    return () => h(Seat, { key: seat.value, workstation: props.workstation }, slots);
  },
});

const Seat = defineComponent({
  name: 'WorkstationSeat',
  props: { workstation: { type: Object as PropType<Workstation>, required: true } },
  setup({ workstation }, { slots }) {
    provide(WORKSTATION, workstation);
    return () => h(Fragment, slots['default']?.() ?? []);
  },
});

/**
 * Gives a workstation to what is inside it, in place of the app's own. With another workstation what is inside is made anew.
 *
 * @example
 * <WorkstationProvider :workstation="workstation"><CallBar /></WorkstationProvider>
 */
export const WorkstationProvider: WorkstationProviderComponent = provider;
