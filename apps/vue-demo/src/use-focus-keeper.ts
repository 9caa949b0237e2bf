import { useCalls } from '@callstation/vue';
import { createFocusKeeper } from 'demo-kit';
import { onScopeDispose, watch, type Ref } from 'vue';

/** Keeps the focus in a region whose controls come and go with the state of the calls. */
export function useFocusKeeper(region: Readonly<Ref<HTMLElement | null>>): void {
  const keeper = createFocusKeeper(() => region.value);
  watch(useCalls(), keeper.restore, { flush: 'post' });
  onScopeDispose(keeper.stop);
}
