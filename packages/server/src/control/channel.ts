import type { Id, State, Update } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { encodeUpdate, LIMITS } from '@callstation/core/protocol';
import { createLiveCalls } from './live-calls.ts';

/** One agent's updates: numbered, kept for a while, sent to all pages. */
export interface Channel {
  readonly epoch: Id;
  /** The number of the newest update. */
  readonly seq: number;
  /** Whether the agent has a call that is not over. */
  readonly inCall: boolean;
  /** Numbers an update (a signal stays without) and sends it to every listener. */
  publish(update: Update): void;
  /** Learns from a whole state which calls are live. */
  adopt(state: State): void;
  /** What came after `seq` of `epoch`, encoded and in order; null when that is no longer known. */
  missed(resume: { epoch: Id; seq: number }): string[] | null;
  listen(send: (text: string) => void): () => void;
}

interface Kept {
  seq: number;
  at: number;
  text: string;
}

/** Makes an empty channel. `onInCall` hears when the agent's first call begins and the last one is over. */
export function createChannel(options: { epoch: Id; clock: Clock; onInCall: () => void }): Channel {
  const { epoch, clock, onInCall } = options;
  const listeners = new Set<(text: string) => void>();
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
    publish(update) {
      if (update.type === 'page') return;
      const signal = update.type === 'signal';
      if (!signal) seq += 1;
      const text = encodeUpdate(epoch, signal ? null : seq, update);
      if (!signal) kept = trim([...kept, { seq, at: clock.now(), text }], isFresh);
      for (const send of listeners) send(text);
      calls.learn(update);
    },
    missed(resume) {
      if (resume.epoch !== epoch || resume.seq > seq) return null;
      const later = kept.filter((one) => one.seq > resume.seq && isFresh(one));
      return later.length === seq - resume.seq ? later.map(({ text }) => text) : null;
    },
    listen(send) {
      listeners.add(send);
      return () => void listeners.delete(send);
    },
  };
}

/** Oldest first, so what is fresh stands together at the end. */
function trim(kept: Kept[], isFresh: (one: Kept) => boolean): Kept[] {
  const from = kept.findIndex(isFresh);
  const drop = Math.max(from < 0 ? kept.length : from, kept.length - LIMITS.replayUpdates);
  return drop > 0 ? kept.slice(drop) : kept;
}
