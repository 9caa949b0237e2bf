import type { SessionEventName, SessionSnapshot, Workstation } from '@callstation/core';

import { enderOf, type DialectVerbs, type TraceEntry } from './trace.ts';

/** A facade, or the core itself, as scenarios see it. */
export interface Dialect {
  readonly name: string;
  /** Opens it over a workstation that is connected; `tell` gets whatever its page hears, in order. */
  open(workstation: Workstation, tell: (entry: TraceEntry) => void): OpenDialect | Promise<OpenDialect>;
  /** What this dialect would say of something that the core tells; null: it has no word for that. */
  express(entry: TraceEntry): TraceEntry | null;
}

/** A dialect that is in use. Verbs it does not have are done by the core, as by an agent who presses a button. */
export interface OpenDialect {
  readonly verbs: Partial<DialectVerbs>;
  /** Drops the facade; the workstation goes on. */
  close(): void;
}

const HEARD: Partial<Record<SessionEventName, (session: SessionSnapshot) => TraceEntry | null>> = {
  sessionOffered: ({ peer }) => ({ saw: 'ringing', from: peer.number ?? peer.agentId ?? '' }),
  sessionDialing: () => ({ saw: 'dialing' }),
  sessionAlerting: () => ({ saw: 'alerting' }),
  sessionActive: () => ({ saw: 'connected' }),
  sessionHeld: () => ({ saw: 'held' }),
  sessionResumed: () => ({ saw: 'resumed' }),
  sessionMuted: () => ({ saw: 'muted' }),
  sessionUnmuted: () => ({ saw: 'unmuted' }),
  sessionRequeued: () => ({ saw: 'movedOn' }),
  sessionTransferred: () => ({ saw: 'transferred' }),
  consultFailed: () => ({ saw: 'givenBack' }),
  sessionEnded: (session) =>
    // A call that has moved on has not ended.
    session.phase === 'ended' && session.end.reason !== 'requeued'
      ? { saw: 'ended', by: enderOf(session.end.reason) }
      : null,
  sessionRemoved: () => ({ saw: 'cleared' }),
};

/** The verbs of a workstation, as scenarios call them. */
export function coreVerbs({ calls, agent }: Workstation): DialectVerbs {
  return {
    dial: (to) => calls.dial({ to }),
    answer: (id) => calls.answer(id),
    reject: (id) => calls.reject(id),
    hangup: (id) => calls.hangup(id),
    hold: (id) => calls.hold(id),
    resume: (id) => calls.resume(id),
    mute: (id) => calls.mute(id),
    unmute: (id) => calls.unmute(id),
    sendDigits: (id, digits) => calls.sendDigits(id, digits),
    transfer: (id, to) => calls.transfer(id, { to }),
    complete: (id) => calls.complete(id),
    setStatus: (status) => agent.setStatus(status),
  };
}

/** The core's own trace, which all the others are measured by. */
export const coreDialect: Dialect = {
  name: 'core',
  express: (entry) => entry,
  open(workstation, tell) {
    const names = Object.keys(HEARD) as SessionEventName[];
    const stops = names.map((name) =>
      workstation.on(name, ({ session }) => {
        const entry = HEARD[name]?.(session);
        if (entry) tell(entry);
      }),
    );
    stops.push(workstation.on('agentStatusChanged', ({ agent }) => tell({ saw: 'status', status: agent.status })));
    return { verbs: coreVerbs(workstation), close: () => stops.forEach((stop) => stop()) };
  },
};
