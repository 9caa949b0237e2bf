import type { Logger } from '../ports/index.ts';

/** Typed listeners by event name; what one throws is logged and reaches neither the others nor the sender. */
export interface Emitter<M> {
  on<N extends keyof M>(name: N, fn: (event: M[N]) => void): () => void;
  emit<N extends keyof M>(name: N, event: M[N]): void;
}

/** Makes an emitter. */
export function createEmitter<M>(logger: Logger): Emitter<M> {
  const listeners: { [N in keyof M]?: Set<(event: M[N]) => void> } = {};
  return {
    on(name, fn) {
      // A wrapper of its own, so that the same function registered twice is called and removed twice.
      const entry: typeof fn = (event) => fn(event);
      const set = (listeners[name] ??= new Set());
      set.add(entry);
      return () => void set.delete(entry);
    },
    emit(name, event) {
      for (const fn of [...(listeners[name] ?? [])]) guard(logger, String(name), () => fn(event));
    },
  };
}

/** Runs foreign code; what it throws is logged. */
export function guard(logger: Logger, what: string, fn: () => void): void {
  try {
    fn();
  } catch (error) {
    logger.error('a listener threw', { listener: what, error: String(error) });
  }
}
