import type { Workstation, WorkstationSnapshot } from '@callstation/core';

/** The workstation a root shows, and what it showed last. */
export class Followed {
  readonly #changed: (before: WorkstationSnapshot | null, now: WorkstationSnapshot | null) => void;
  #last: WorkstationSnapshot | null = null;
  #stop: (() => void) | null = null;

  constructor(changed: (before: WorkstationSnapshot | null, now: WorkstationSnapshot | null) => void) {
    this.#changed = changed;
  }

  get snapshot(): WorkstationSnapshot | null {
    return this.#last;
  }

  /** Follows another one from now on, or none. */
  follow(workstation: Workstation | null): void {
    this.#stop?.();
    this.#stop = workstation?.subscribe(() => this.#show(workstation.getSnapshot())) ?? null;
    this.#last = null;
    this.#show(workstation?.getSnapshot() ?? null);
  }

  #show(now: WorkstationSnapshot | null): void {
    const before = this.#last;
    this.#last = now;
    this.#changed(before, now);
  }
}
