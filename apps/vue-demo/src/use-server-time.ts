import { useConnection } from '@callstation/vue';
import { computed, ref, toValue, watchEffect, type ComputedRef, type MaybeRefOrGetter } from 'vue';

/** What time it is at the centre; new twice a second while `running`, so that every page shows the same. */
export function useServerTime(running: MaybeRefOrGetter<boolean>): ComputedRef<number> {
  const page = useConnection();
  const now = ref(Date.now());
  watchEffect((onCleanup) => {
    if (!toValue(running)) return;
    now.value = Date.now();
    const timer = setInterval(() => (now.value = Date.now()), 500);
    onCleanup(() => clearInterval(timer));
  });
  return computed(() => now.value + page.value.clockOffset);
}
