import type { Visibility } from '../../ports/index.ts';

/** Whether the agent sees the app, as the near half says it. */
export function createFarVisibility(): Visibility & { set(visible: boolean): void } {
  const listeners = new Set<() => void>();
  let visible = true;
  return {
    visible: () => visible,
    subscribe(fn) {
      const entry = (): void => fn();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    set(next) {
      if (next === visible) return;
      visible = next;
      for (const fn of [...listeners]) fn();
    },
  };
}
