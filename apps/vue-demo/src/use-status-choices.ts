import { useDirectory } from '@callstation/vue';
import { statusChoices, type StatusChoice } from 'demo-kit';
import { computed, type ComputedRef } from 'vue';

/** What an agent can be set to. */
export function useStatusChoices(): ComputedRef<readonly StatusChoice[]> {
  const { data } = useDirectory((directory) => directory.breakReasons());
  return computed(() => statusChoices(data.value));
}
