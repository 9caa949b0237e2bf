import { explain } from 'demo-kit';
import { ref, type Ref } from 'vue';

const says = ref('');

/** The line of the page that says what went wrong. */
export function useSays(): { says: Ref<string>; attempt: (command: Promise<unknown>) => void } {
  return {
    says,
    attempt(command) {
      says.value = '';
      command.catch((error: unknown) => (says.value = explain(error)));
    },
  };
}
