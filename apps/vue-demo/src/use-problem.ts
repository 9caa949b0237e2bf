import { explain } from 'demo-kit';
import { inject, provide, readonly, ref, type InjectionKey, type Ref } from 'vue';

/** What went wrong last, and how to say so. */
export interface Problem {
  text: Readonly<Ref<string | null>>;
  /** Awaits a command and shows what went wrong; true when it worked. */
  attempt: (command: Promise<unknown>) => Promise<boolean>;
  /** Shows a text; null takes it away. */
  show: (text: string | null) => void;
}

const PROBLEM: InjectionKey<Problem> = Symbol('problem');

/** Shows the last failed command, of this component and all below it, until it is dismissed or another one is given. */
export function provideProblem(): Problem {
  const text = ref<string | null>(null);
  const show = (next: string | null): void => {
    text.value = next;
  };
  const attempt = async (command: Promise<unknown>): Promise<boolean> => {
    show(null);
    try {
      await command;
      return true;
    } catch (error) {
      show(explain(error));
      return false;
    }
  };
  const problem = { text: readonly(text), attempt, show };
  provide(PROBLEM, problem);
  return problem;
}

/** That of the component above which shows it. */
export function useProblem(): Problem {
  const problem = inject(PROBLEM);
  if (!problem) throw new Error('Nobody above shows problems.');
  return problem;
}
