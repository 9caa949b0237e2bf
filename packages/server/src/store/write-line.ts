import type { StoreWrite } from './store.ts';

/** What a write is about: a later one with the same key replaces it. */
export function keyOf(write: StoreWrite): string {
  switch (write.type) {
    case 'session':
      return JSON.stringify(['session', write.session.app, write.session.id]);
    case 'recording':
      return JSON.stringify(['recording', write.recording.app, write.recording.id]);
    case 'activity':
      return JSON.stringify(['activity', write.activity.app, write.activity.seq]);
    case 'queueEvent':
      return JSON.stringify(['queueEvent', write.event.app, write.event.seq]);
    case 'command':
      return JSON.stringify(['command', write.command.app, write.command.agent, write.command.commandId]);
    case 'webhook':
      return JSON.stringify(['webhook', write.event.app, write.event.id]);
    case 'setting':
      return JSON.stringify(['setting', write.change.app, write.change.kind, write.change.id]);
    case 'audit':
      return JSON.stringify(['audit', write.entry.app, write.entry.id]);
    case 'alive':
      return 'alive';
  }
}

/** How many rows it writes. */
export function rowsOf(write: StoreWrite): number {
  return write.type === 'session' ? 1 + write.engagements.length + write.steps.length + (write.tell?.length ?? 0) : 1;
}

/** Puts a write in its place: that of the one it replaces, else the end. Of a session the parts that changed add up. */
export function addTo(line: Map<string, StoreWrite>, write: StoreWrite): void {
  const key = keyOf(write);
  const waits = line.get(key);
  line.set(key, waits?.type === 'session' && write.type === 'session' ? merged(waits, write) : write);
}

type SessionWrite = Extract<StoreWrite, { type: 'session' }>;

function merged(before: SessionWrite, after: SessionWrite): SessionWrite {
  const parts = new Map([...before.engagements, ...after.engagements].map((part) => [part.id, part]));
  const steps = new Map([...before.steps, ...after.steps].map((step) => [step.n, step]));
  const tell = [...(before.tell ?? []), ...(after.tell ?? [])];
  return {
    ...after,
    engagements: [...parts.values()],
    steps: [...steps.values()],
    ...(tell.length > 0 ? { tell } : {}),
  };
}
