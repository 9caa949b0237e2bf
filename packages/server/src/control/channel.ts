import type { Id, State, Update } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { encodeUpdate, LIMITS } from '@callstation/core/protocol';
import { createLiveCalls } from './live-calls.ts';
import type { Wire } from './wire.types.ts';

/** Where a page's updates go; a signal may be left out when a newer one is to come. */
export type Listening = Pick<Wire, 'send' | 'signal'>;

/** One agent's updates: numbered, kept for a while, sent to all pages. */
export interface Channel {
  readonly epoch: Id;
  /** The number of the newest update. */
  readonly seq: number;
  /** Whether the agent has a call that is not over. */
  readonly inCall: boolean;
  /** Numbers an update (a signal stays without) and sends it to every listener; a signal to one page, if so asked. */
  publish(update: Update, page?: Id): void;
  /** Learns from a whole state which calls are live. */
  adopt(state: State): void;
  /** What came after `seq` of `epoch`, encoded and in order; null when that is no longer known. */
  missed(resume: { epoch: Id; seq: number }): string[] | null;
  listen(page: Id, wire: Listening): () => void;
}

interface Kept {
  seq: number;
  at: number;
  text: string;
}

/** Makes an empty channel. `onInCall` hears when the agent's first call begins and the last one is over. */
export function createChannel(options: { epoch: Id; clock: Clock; onInCall: () => void }): Channel {
  const { epoch, clock, onInCall } = options;
  const listeners = new Set<{ page: Id; wire: Listening }>();
  const calls = createLiveCalls(onInCall);
  let kept: Kept[] = [];
  let seq = 0;
  const isFresh = ({ at }: Kept): boolean => clock.now() - at <= LIMITS.replayMs;

  return {
    epoch,
    get seq() {
      return seq;
    },
    get inCall() {
      return calls.any;
    },
    adopt: (state) => calls.adopt(state),
    publish(update, page) {
      if (update.type === 'page') return;
      const to = [...listeners].filter((one) => page === undefined || one.page === page);
      if (update.type === 'signal' && to.length === 0) return;
      const signal = update.type === 'signal';
      if (!signal) seq += 1;
      const text = encodeUpdate(epoch, signal ? null : seq, update);
      if (!signal) kept = trim([...kept, { seq, at: clock.now(), text }], isFresh);
      for (const { wire } of to) wire[signal ? 'signal' : 'send'](text);
      calls.learn(update);
    },
    missed(resume) {
      if (resume.epoch !== epoch || resume.seq > seq) return null;
      const later = kept.filter((one) => one.seq > resume.seq && isFresh(one));
      return later.length === seq - resume.seq ? later.map(({ text }) => text) : null;
    },
    listen(page, wire) {
      const listener = { page, wire };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Oldest first, so what is fresh stands together at the end. */
function trim(kept: Kept[], isFresh: (one: Kept) => boolean): Kept[] {
  const from = kept.findIndex(isFresh);
  const drop = Math.max(from < 0 ? kept.length : from, kept.length - LIMITS.replayUpdates);
  return drop > 0 ? kept.slice(drop) : kept;
}
