import type { Id, SessionSnapshot, State, Update } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { encodeUpdate, LIMITS } from '@callstation/core/protocol';

/** One agent's updates: numbered, kept for a while, sent to all pages. */
export interface Channel {
  readonly epoch: Id;
  /** The number of the newest update. */
  readonly seq: number;
  /** Whether the agent has a call that is not over. */
  readonly inCall: boolean;
  readonly listeners: number;
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

const isLiveCall = (session: SessionSnapshot): boolean => session.kind !== 'im' && session.phase !== 'ended';

/** Makes an empty channel. `onInCall` hears when the agent's first call begins and the last one is over. */
export function createChannel(options: { epoch: Id; clock: Clock; onInCall: () => void }): Channel {
  const { epoch, clock, onInCall } = options;
  const listeners = new Set<(text: string) => void>();
  const calls = new Set<Id>();
  let kept: Kept[] = [];
  let seq = 0;
  let inCall = false;

  function learn(update: Update): void {
    if (update.type === 'session') {
      if (isLiveCall(update.session)) calls.add(update.session.id);
      else calls.delete(update.session.id);
    } else if (update.type === 'removed') calls.delete(update.id);
    else if (update.type === 'reset') adopt(update.state);
  }
  function adopt(state: State): void {
    calls.clear();
    for (const session of state.sessions) if (isLiveCall(session)) calls.add(session.id);
    settle();
  }
  function settle(): void {
    if (inCall === calls.size > 0) return;
    inCall = calls.size > 0;
    onInCall();
  }
  function keep(text: string): void {
    const now = clock.now();
    kept.push({ seq, at: now, text });
    const from = kept.findIndex(({ at }) => now - at <= LIMITS.replayMs);
    const drop = Math.max(from < 0 ? kept.length : from, kept.length - LIMITS.replayUpdates);
    if (drop > 0) kept = kept.slice(drop);
  }
  return {
    epoch,
    get seq() {
      return seq;
    },
    get inCall() {
      return inCall;
    },
    get listeners() {
      return listeners.size;
    },
    adopt,
    publish(update) {
      if (update.type === 'page') return;
      const signal = update.type === 'signal';
      if (!signal) seq += 1;
      const text = encodeUpdate(epoch, signal ? null : seq, update);
      if (!signal) keep(text);
      for (const send of listeners) send(text);
      learn(update);
      settle();
    },
    missed(resume) {
      if (resume.epoch !== epoch || resume.seq > seq) return null;
      const later = kept.filter((one) => one.seq > resume.seq && clock.now() - one.at <= LIMITS.replayMs);
      return later.length === seq - resume.seq ? later.map(({ text }) => text) : null;
    },
    listen(send) {
      listeners.add(send);
      return () => void listeners.delete(send);
    },
  };
}
