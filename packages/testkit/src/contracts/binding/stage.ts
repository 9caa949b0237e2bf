import { createWorkstation, type Workstation } from '@callstation/core';

import { createFakeBackend, type FakeBackend } from '../../fake-backend.ts';
import { fakeOffer } from '../../fake-states.ts';

/** A connected workstation with a scripted centre, that counts who listens to it. */
export interface Stage {
  workstation: Workstation;
  backend: FakeBackend;
  /** Listeners of any kind that have not left. */
  listeners(): number;
  offer(id: string): void;
  /** Another state of that call. */
  remark(id: string, remark: string): void;
}

/** Makes a stage. */
export async function setStage(): Promise<Stage> {
  const backend = createFakeBackend();
  const inner = createWorkstation({ backend });
  await inner.connect();
  const open = new Set<object>();
  const counted = (stop: () => void): (() => void) => {
    const mark = {};
    open.add(mark);
    return () => {
      open.delete(mark);
      stop();
    };
  };
  const workstation: Workstation = {
    ...inner,
    subscribe: (fn) => counted(inner.subscribe(fn)),
    on: (name, fn) => counted(inner.on(name, fn)),
    levels: (id, fn) => counted(inner.levels(id, fn)),
    board: { watch: (fn, failed) => counted(inner.board.watch(fn, failed)) },
  };
  return {
    workstation,
    backend,
    listeners: () => open.size,
    offer: (id) => backend.emit({ type: 'session', session: fakeOffer(id), cause: 'sessionOffered' }),
    remark: (id, remark) =>
      backend.emit({
        type: 'session',
        session: { ...fakeOffer(id), context: { flow: 'in', remark } },
        cause: 'contextChanged',
      }),
  };
}
