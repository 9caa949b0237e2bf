import type { WorkstationSnapshot } from '@callstation/core';
import type { CallSnapshot, SessionSnapshot } from '@callstation/core/model';

import type { LoggedCall } from '../base/watch-event.ts';

const KEPT = 50;
const isCall = (session: SessionSnapshot): session is CallSnapshot => session.kind !== 'im';
const callsOf = (snapshot: WorkstationSnapshot | null): CallSnapshot[] => snapshot?.sessions.filter(isCall) ?? [];

/** The calls that ended while this page was open, newest first; those that an outage took are among them. */
export class CallLog {
  readonly #listeners = new Set<(calls: readonly LoggedCall[]) => void>();
  #agent: string | null = null;
  #calls: readonly LoggedCall[] = [];

  /** Takes a change of the snapshot in. Another agent has another log. */
  take(before: WorkstationSnapshot | null, now: WorkstationSnapshot | null): void {
    const agent = now?.agent?.id ?? this.#agent;
    const known = agent === this.#agent ? this.#calls : [];
    this.#agent = agent;
    const have = new Set(known.map(({ call }) => call.engagementId));
    const fresh = now ? endedIn(before, now).filter(({ call }) => !have.has(call.engagementId)) : [];
    if (fresh.length === 0 && known === this.#calls) return;
    this.#calls = [...[...fresh].reverse(), ...known].slice(0, KEPT);
    for (const fn of [...this.#listeners]) fn(this.#calls);
  }

  /** Calls `fn` with all of them now and after every change; returns the stop. */
  watch(fn: (calls: readonly LoggedCall[]) => void): () => void {
    this.#listeners.add(fn);
    fn(this.#calls);
    return () => void this.#listeners.delete(fn);
  }
}

function endedIn(before: WorkstationSnapshot | null, now: WorkstationSnapshot): LoggedCall[] {
  const calls = callsOf(now);
  const gone = now.agent
    ? callsOf(before).filter(
        ({ engagementId, phase }) => phase !== 'ended' && calls.every((call) => call.engagementId !== engagementId),
      )
    : [];
  const endedAt = Date.now() + now.page.clockOffset;
  return [
    ...calls.flatMap((call) => (call.phase === 'ended' ? [entryOf(call, call.endedAt)] : [])),
    ...gone.map((call) => entryOf(call, endedAt)),
  ];
}

function entryOf(call: CallSnapshot, endedAt: number): LoggedCall {
  const { id, engagementId, direction, role, peer, createdAt } = call;
  return {
    call: { id, engagementId, direction, role, peer, createdAt },
    ...('answeredAt' in call && call.answeredAt !== undefined ? { answeredAt: call.answeredAt } : {}),
    endedAt,
    // It left without a word: the state came anew without it.
    reason: call.phase === 'ended' ? call.end.reason : 'networkLost',
    ...(call.phase === 'ended' && call.missed ? { missed: true } : {}),
  };
}
