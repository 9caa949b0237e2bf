import type { Network, Storage, Visibility } from '@callstation/core/ports';

/** Something that is on or off, and tells when a test changes it. */
export interface FakeSwitch {
  set(on: boolean): void;
}

function createSwitch(on = true): FakeSwitch & { get(): boolean; subscribe(fn: () => void): () => void } {
  const listeners = new Set<() => void>();
  return {
    get: () => on,
    set(next) {
      if (next === on) return;
      on = next;
      for (const fn of [...listeners]) fn();
    },
    subscribe(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
  };
}

/** A network that a test switches. */
export function createFakeNetwork(on = true): Network & FakeSwitch {
  const { get, ...rest } = createSwitch(on);
  return { ...rest, online: get };
}

/** A page that a test shows, hides, and takes away with `leave`. */
export function createFakeVisibility(on = true): Visibility & FakeSwitch & { leave(): void } {
  const { get, ...rest } = createSwitch(on);
  const left = new Set<() => void>();
  return {
    ...rest,
    visible: get,
    onLeave(fn) {
      left.add(fn);
      return () => void left.delete(fn);
    },
    leave: () => [...left].forEach((fn) => fn()),
  };
}

/** A store in memory. */
export function createFakeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)),
  };
}
