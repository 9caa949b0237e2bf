import { createFocusKeeper } from 'demo-kit';
import { useWorkstation } from '@callstation/vue';
import { nextTick, onScopeDispose, type Ref } from 'vue';

/** Keeps the focus in a region whose controls come and go with the state of the calls. */
export function useFocusKeeper(region: Readonly<Ref<HTMLElement | null>>): void {
  const keeper = createFocusKeeper(() => region.value);
  const stop = useWorkstation().subscribe(() => void nextTick(keeper.restore));
  onScopeDispose(() => {
    stop();
    keeper.stop();
  });
}
